import type { FlowCheck } from '../../teaching/goal.ts';
import { on, type Lesson } from '../../teaching/lesson.ts';

const other = 'docker run -d --network shop nginx';

/** While `db` is stopped, another container takes its address. */
const loss = on('host1', 'docker stop -t 0 db', other, 'docker start db');

/** The same with two others, so that `db` does not get the address either that it had after the first loss. */
const anotherLoss = on('host1', 'docker stop -t 0 db', other, other, 'docker start db');

const appGetsDb: FlowCheck = {
  kind: 'flow',
  from: 'host1/app',
  over: 'http',
  to: 'db',
  port: 5432,
  ends: 'reached',
  who: 'host1/db',
};

export const lesson: Lesson = {
  chapter: 'names',
  place: 19,
  start: on(
    'host1',
    'docker network create --subnet 172.30.0.0/24 shop',
    'docker run -d --name db --network shop postgres',
    'docker run -d --name app --network shop --add-host db:172.30.0.2 busybox',
  ),
  steps: [
    {
      kind: 'predict',
      question: { commands: loss, ask: { about: 'address', of: 'host1/db' }, aside: true },
    },
    {
      kind: 'predict',
      question: {
        commands: [...loss, ...on('host1/app', 'curl -s -m 2 http://db:5432')],
        ask: { about: 'end' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [
        { check: appGetsDb },
        {
          check: { kind: 'after', commands: anotherLoss, then: appGetsDb },
          says: {
            en: '`app` still gets `db` after `db` has lost its address to another container.',
            ko: '`db`의 주소를 다른 컨테이너가 가져간 뒤에도 `app`은 `db`에서 응답을 받습니다.',
          },
        },
      ],
    },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on('host1', 'docker rm -f app', 'docker run -d --name app --network shop busybox'),
    },
    { by: 'other', commands: on('host1/app', 'echo 127.0.0.1 localhost > /etc/hosts') },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f app db',
        'docker network rm shop',
        'docker network create --subnet 172.30.0.0/24 --ip-range 172.30.0.128/25 shop',
        'docker run -d --name db --network shop --ip 172.30.0.2 postgres',
        'docker run -d --name app --network shop --add-host db:172.30.0.2 busybox',
      ),
    },
  ],
  pitfalls: [
    {
      commands: on(
        'host1',
        'docker rm -f app db',
        'docker run -d --name db --network shop --ip 172.30.0.2 postgres',
        'docker run -d --name app --network shop --add-host db:172.30.0.2 busybox',
      ),
    },
    {
      commands: on(
        'host1',
        'docker rm -f app db',
        'docker run -d --name db --network shop --ip 172.30.0.200 postgres',
        'docker run -d --name app --network shop --add-host db:172.30.0.2 busybox',
      ),
    },
    { commands: on('host1', 'docker restart -t 0 db') },
    { commands: on('host1/app', 'echo 172.30.0.4 db >> /etc/hosts') },
  ],
};
