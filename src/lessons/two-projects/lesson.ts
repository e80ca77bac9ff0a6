import type { Check } from '../../teaching/goal.ts';
import { on, type Lesson } from '../../teaching/lesson.ts';

const ONE = `services:
  api:
    image: traefik/whoami
`;
const TWO = `services:
  web:
    image: nginx
`;
/** What a file gets to put its services on a network that is there already. */
const external = (name: string): string => `networks:\n  default:\n    name: ${name}\n    external: true\n`;
const write = (file: string, text: string): string => `cat > ${file} << 'EOF'\n${text}EOF`;
const append = (file: string, text: string): string => `cat >> ${file} << 'EOF'\n${text}EOF`;

const webAsksApi: Check = {
  kind: 'flow',
  from: 'host1/two-web-1',
  over: 'http',
  to: 'api',
  ends: 'reached',
  who: 'host1/one-api-1',
};

export const lesson: Lesson = {
  chapter: 'projects',
  place: 37,
  start: on(
    'host1',
    'mkdir /tmp/one /tmp/two',
    write('/tmp/one/compose.yaml', ONE),
    write('/tmp/two/compose.yaml', TWO),
    'cd /tmp/one; docker compose up -d',
    'cd /tmp/two; docker compose up -d',
  ),
  steps: [
    {
      kind: 'predict',
      question: { commands: on('host1/two-web-1', 'curl -s -m 2 http://api'), ask: { about: 'name-server' } },
    },
    {
      kind: 'do',
      goals: [
        { check: webAsksApi },
        {
          check: {
            kind: 'all',
            of: [
              webAsksApi,
              {
                kind: 'after',
                commands: on(
                  'host1',
                  'cd /tmp/one; docker compose up -d --force-recreate -t 0',
                  'cd /tmp/two; docker compose up -d --force-recreate -t 0',
                ),
                then: webAsksApi,
              },
            ],
          },
          says: {
            en: 'It lasts: `web` of `two` gets `api` also after both projects were made anew.',
            ko: '오래갑니다. 두 프로젝트를 새로 만든 뒤에도 `two`의 `web`이 `api`를 받습니다.',
          },
        },
      ],
    },
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'cd /tmp/one; docker compose down -t 0'),
        ask: { about: 'listed', of: 'host1/two-web-1', network: 'shared' },
        aside: true,
      },
    },
  ],
  solutions: [
    {
      by: 'compose',
      commands: on(
        'host1',
        'docker network create shared',
        append('/tmp/one/compose.yaml', external('shared')),
        append('/tmp/two/compose.yaml', external('shared')),
        'cd /tmp/one; docker compose up -d -t 0',
        'cd /tmp/two; docker compose up -d -t 0',
      ),
    },
    {
      by: 'compose',
      commands: on(
        'host1',
        append('/tmp/two/compose.yaml', external('one_default')),
        'cd /tmp/two; docker compose up -d -t 0',
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker network connect one_default two-web-1') },
    {
      commands: on(
        'host1',
        `sed -i 's/image: nginx/&\\n    extra_hosts: ["api:172.18.0.2"]/' /tmp/two/compose.yaml`,
        'cd /tmp/two; docker compose up -d -t 0',
      ),
    },
    {
      commands: on(
        'host1',
        'docker network create shared',
        append('/tmp/two/compose.yaml', external('shared')),
        'cd /tmp/two; docker compose up -d -t 0',
      ),
    },
    {
      commands: on(
        'host1',
        `sed -i 's/image: traefik.*/&\\n    ports: ["80:80"]/' /tmp/one/compose.yaml`,
        'cd /tmp/one; docker compose up -d -t 0',
      ),
    },
  ],
};
