import type { FlowCheck } from '../../teaching/goal.ts';
import { on, type Lesson } from '../../teaching/lesson.ts';

/** `db` does not get out this way. */
const outOfDb = (over: FlowCheck['over']): FlowCheck => ({
  kind: 'flow',
  from: 'host1/db',
  over,
  to: '203.0.113.10',
  ends: 'fails',
});

export const lesson: Lesson = {
  chapter: 'walls',
  place: 22,
  start: on(
    'host1',
    'docker network create shop',
    'docker run -d --name app --network shop -p 8080:80 traefik/whoami',
    'docker run -d --name db --network shop postgres',
  ),
  steps: [
    {
      kind: 'predict',
      question: {
        commands: [
          ...on(
            'host1',
            'docker network create --internal vault',
            'docker network connect vault db',
            'docker network disconnect shop db',
          ),
          ...on('host1/db', 'ping -c 1 -W 1 203.0.113.10'),
        ],
        ask: { about: 'lost' },
        aside: true,
      },
    },
    {
      kind: 'predict',
      question: {
        commands: [
          ...on(
            'host1',
            'docker network create --internal vault',
            'docker network connect vault app',
            'docker network disconnect shop app',
          ),
          ...on('client', 'curl -s -m 2 http://192.168.65.10:8080'),
        ],
        ask: { about: 'end' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [
        {
          check: { kind: 'all', of: [outOfDb('http'), outOfDb('ping')] },
          says: { en: '`db` does not reach the internet.', ko: '`db`는 인터넷에 닿지 못합니다.' },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1/app',
            over: 'http',
            to: 'db',
            port: 5432,
            ends: 'reached',
            who: 'host1/db',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1/app',
            over: 'http',
            to: '203.0.113.10',
            ends: 'reached',
            who: 'inet',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '192.168.65.10',
            port: 8080,
            ends: 'reached',
            who: 'host1/app',
          },
        },
      ],
    },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker network create --internal vault',
        'docker network connect vault app',
        'docker network connect vault db',
        'docker network disconnect shop db',
      ),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f db',
        'docker network create --internal vault',
        'docker run -d --name db --network vault postgres',
        'docker network connect vault app',
      ),
    },
    { by: 'iptables', commands: on('host1', 'iptables -I DOCKER-USER -s 172.18.0.3 -j DROP') },
    {
      by: 'ip',
      commands: on('host1', "nsenter -t $(docker inspect -f '{{.State.Pid}}' db) -n ip route del default"),
    },
  ],
  pitfalls: [
    {
      commands: on(
        'host1',
        'docker network create --internal vault',
        'docker network connect vault app',
        'docker network connect vault db',
      ),
    },
    {
      commands: on(
        'host1',
        'docker rm -f app db',
        'docker network rm shop',
        'docker network create --internal shop',
        'docker run -d --name app --network shop -p 8080:80 traefik/whoami',
        'docker run -d --name db --network shop postgres',
      ),
    },
    { commands: on('host1', 'iptables -I INPUT -s 172.18.0.3 -j DROP') },
    { commands: on('host1', 'iptables -I DOCKER-USER -s 172.18.0.3 -p tcp --dport 80 -j DROP') },
    { commands: on('host1', 'docker network disconnect shop db') },
    { commands: on('host1', 'iptables -t nat -D POSTROUTING 1') },
  ],
};
