import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'walls',
  place: 25,
  start: on(
    'host1',
    'docker network create --subnet 203.0.113.0/24 shop',
    'docker run -d --name app --network shop busybox',
  ),
  steps: [
    {
      kind: 'predict',
      question: {
        commands: on('host1/app', 'curl -s -m 2 http://203.0.113.10'),
        ask: { about: 'asked-by-arp', at: 'host1/app' },
      },
    },
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'curl -s -m 2 http://203.0.113.10'),
        ask: { about: 'next-device', at: 'host1' },
      },
    },
    {
      kind: 'do',
      goals: [
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
        { check: { kind: 'flow', from: 'host1', over: 'http', to: '203.0.113.10', ends: 'reached', who: 'inet' } },
        { check: { kind: 'container', of: 'host1/app', state: 'running', on: ['shop'] } },
      ],
    },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f app',
        'docker network rm shop',
        'docker network create shop',
        'docker run -d --name app --network shop busybox',
      ),
    },
    {
      by: 'ip',
      commands: on(
        'host1',
        'ip route add 203.0.113.10 via 192.168.65.1',
        "nsenter -t $(docker inspect -f '{{.State.Pid}}' app) -n ip route add 203.0.113.10 via 203.0.113.1",
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker network connect bridge app') },
    {
      commands: on(
        'host1',
        'docker rm -f app',
        'docker network rm shop',
        'docker network create --subnet 203.0.113.0/25 shop',
        'docker run -d --name app --network shop busybox',
      ),
    },
    {
      commands: on(
        'host1',
        'docker rm -f app',
        'docker network rm shop',
        'docker network create --subnet 192.168.65.0/24 shop',
        'docker run -d --name app --network shop busybox',
      ),
    },
    { commands: on('host1', 'docker run -d --name fake --network shop --ip 203.0.113.10 nginx') },
    { commands: on('host1', 'ip route add 203.0.113.10 via 192.168.65.1') },
    { commands: on('host1', 'docker rm -f app', 'docker run -d --name app busybox') },
  ],
};
