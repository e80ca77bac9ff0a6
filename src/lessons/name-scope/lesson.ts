import type { FlowCheck } from '../../teaching/goal.ts';
import { on, type Lesson } from '../../teaching/lesson.ts';

/** `web` does not get to `db` this way. */
const toDb = (to: FlowCheck['to'], port: NonNullable<FlowCheck['port']>): FlowCheck => ({
  kind: 'flow',
  from: 'host1/web',
  over: 'http',
  to,
  port,
  ends: 'fails',
  who: 'host1/db',
});

export const lesson: Lesson = {
  chapter: 'names',
  place: 18,
  start: on(
    'host1',
    'docker network create front',
    'docker network create back',
    'docker run -d --name web --network front nginx',
    'docker run -d --name api --network back traefik/whoami',
    'docker run -d --name db --network back postgres',
  ),
  steps: [
    {
      kind: 'predict',
      question: { commands: on('host1/web', 'curl -s -m 2 http://api'), ask: { about: 'name-server' } },
    },
    {
      kind: 'predict',
      question: { commands: on('host1/web', 'curl -s -m 2 http://172.19.0.3:5432'), ask: { about: 'lost' } },
    },
    {
      kind: 'do',
      goals: [
        {
          check: { kind: 'flow', from: 'host1/web', over: 'http', to: 'api', ends: 'reached', who: 'host1/api' },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1/api',
            over: 'http',
            to: 'db',
            port: 5432,
            ends: 'reached',
            who: 'host1/db',
          },
        },
        {
          check: {
            kind: 'all',
            of: [
              toDb('db', 5432),
              toDb({ place: 'host1/db' }, 5432),
              toDb({ place: 'host1' }, { of: 'host1/db', published: 5432 }),
            ],
          },
          says: {
            en: '`web` does not reach `db`: not by name, not by address, not at a port of `host1`.',
            ko: '`web`은 이름으로도, 주소로도, `host1`의 포트로도 `db`에 닿지 못합니다.',
          },
        },
      ],
    },
  ],
  solutions: [
    { by: 'docker', commands: on('host1', 'docker network connect front api') },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker network create middle',
        'docker network connect middle web',
        'docker network connect middle api',
      ),
    },
    {
      by: 'iptables',
      commands: [
        ...on('host1/web', 'echo 172.19.0.2 api >> /etc/hosts'),
        ...on(
          'host1',
          'iptables -t raw -I PREROUTING -s 172.18.0.2 -d 172.19.0.2 -j ACCEPT',
          'iptables -I DOCKER-USER -s 172.18.0.2 -d 172.19.0.2 -j ACCEPT',
        ),
      ],
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker network connect back web') },
    { commands: on('host1', 'docker network connect front api', 'docker network connect front db') },
    { commands: on('host1', 'docker network connect front api', 'docker network disconnect back api') },
    { commands: on('host1', 'docker network connect front api', 'docker stop -t 0 db') },
    {
      commands: on(
        'host1',
        'docker network connect front api',
        'docker rm -f db',
        'docker run -d --name db --network back -p 5432:5432 postgres',
      ),
    },
    { commands: on('host1/web', 'echo 172.19.0.2 api >> /etc/hosts') },
  ],
};
