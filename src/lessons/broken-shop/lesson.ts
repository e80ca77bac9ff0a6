import type { Check } from '../../teaching/goal.ts';
import { on, type Lesson } from '../../teaching/lesson.ts';

const clientAsksWeb: Check = {
  kind: 'flow',
  from: 'client',
  over: 'http',
  to: '192.168.65.10',
  port: 8080,
  ends: 'reached',
  who: 'host1/web',
};
const webAsksDb: Check = {
  kind: 'flow',
  from: 'host1/web',
  over: 'http',
  to: 'db',
  port: 5432,
  ends: 'reached',
  who: 'host1/db',
};
const dbStaysIn: Check = {
  kind: 'all',
  of: [
    { kind: 'flow', from: 'host1', over: 'http', to: '203.0.113.10', ends: 'reached', who: 'inet' },
    { kind: 'flow', from: 'host1/db', over: 'http', to: '203.0.113.10', ends: 'fails', who: 'inet' },
  ],
};

const dbIsClosed: Check = {
  kind: 'flow',
  from: 'client',
  over: 'http',
  to: '192.168.65.10',
  port: 5432,
  ends: 'fails',
  who: 'host1/db',
};
const onePort: Check = { kind: 'open', of: 'host1', from: 'client', ports: [8080] };

export const lesson: Lesson = {
  chapter: 'projects',
  place: 40,
  start: on(
    'host1',
    'docker run -d --name web -h web -p 80:8080 traefik/whoami',
    'docker network create back',
    'docker run -d --name db -h db --network back -p 5432:5432 postgres',
  ),
  steps: [
    {
      kind: 'predict',
      question: {
        commands: [],
        ask: { about: 'holds', checks: [clientAsksWeb, webAsksDb, dbStaysIn, dbIsClosed, onePort] },
      },
    },
    {
      kind: 'predict',
      question: { commands: on('client', 'curl -s -m 2 http://192.168.65.10'), ask: { about: 'lost' } },
    },
    {
      kind: 'predict',
      question: { commands: on('host1/web', 'curl -s -m 2 http://db:5432'), ask: { about: 'name-server' } },
    },
    {
      kind: 'do',
      goals: [
        { check: clientAsksWeb },
        { check: webAsksDb },
        {
          check: dbStaysIn,
          says: {
            en: '`host1` reaches 203.0.113.10 on the internet, and `db` does not.',
            ko: '`host1`은 인터넷의 203.0.113.10에 닿고, `db`는 닿지 못합니다.',
          },
        },
        { check: dbIsClosed },
        { check: onePort },
        {
          check: {
            kind: 'all',
            of: [
              webAsksDb,
              dbStaysIn,
              {
                kind: 'after',
                commands: on('host1', 'docker restart -t 0 db web'),
                then: { kind: 'all', of: [clientAsksWeb, webAsksDb, dbStaysIn] },
              },
            ],
          },
          says: {
            en: 'It lasts: the first three still hold after `db` and `web` were restarted.',
            ko: '오래갑니다. `db`와 `web`을 다시 시작한 뒤에도 처음 세 가지가 그대로입니다.',
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
        'docker rm -f web db',
        'docker network rm back',
        'docker network create --internal back',
        'docker run -d --name db -h db --network back postgres',
        'docker run -d --name web -h web -p 8080:80 traefik/whoami',
        'docker network connect back web',
      ),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker network create --internal vault',
        'docker network disconnect back db',
        'docker network connect vault db',
        'docker rm -f web',
        'docker run -d --name web -h web -p 8080:80 traefik/whoami',
        'docker network connect vault web',
      ),
    },
    {
      by: 'iptables',
      commands: on(
        'host1',
        'docker rm -f web db',
        'docker run -d --name db -h db --network back postgres',
        'docker run -d --name web -h web --network back -p 8080:80 traefik/whoami',
        'iptables -I DOCKER-USER -s 172.18.0.0/16 -m conntrack --ctstate NEW -j DROP',
      ),
    },
  ],
  pitfalls: [
    {
      commands: on(
        'host1',
        'docker rm -f web db',
        'docker network rm back',
        'docker network create --internal back',
        'docker run -d --name db -h db --network back postgres',
        'docker run -d --name web -h web --network back -p 8080:80 traefik/whoami',
      ),
    },
    {
      commands: on(
        'host1',
        'docker rm -f web db',
        'docker run -d --name db -h db --network back -p 127.0.0.1:5432:5432 postgres',
        'docker run -d --name web -h web --network back -p 8080:80 traefik/whoami',
      ),
    },
    {
      commands: on(
        'host1',
        'iptables -A INPUT -p tcp --dport 5432 -j DROP',
        'docker rm -f web',
        'docker run -d --name web -h web --network back -p 8080:80 traefik/whoami',
        'docker exec --privileged db ip route del default',
      ),
    },
    {
      commands: on(
        'host1',
        'docker rm -f web db',
        'docker run -d --name db -h db --network back postgres',
        'docker run -d --name web -h web --network back -p 8080:80 traefik/whoami',
        'docker exec --privileged db ip route del default',
      ),
    },
    {
      commands: on(
        'host1',
        'docker rm -f web',
        'docker run -d --name web -h web --network back -p 8080:80 traefik/whoami',
        'docker stop -t 0 db',
      ),
    },
  ],
};
