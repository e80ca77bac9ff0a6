import type { FlowCheck } from '../../teaching/goal.ts';
import { on, type Lesson } from '../../teaching/lesson.ts';

const clientGetsWeb: FlowCheck = {
  kind: 'flow',
  from: 'client',
  over: 'http',
  to: '192.168.65.10',
  port: 8080,
  ends: 'reached',
  who: 'host1/web',
};

const FILE = `services:
  web:
    image: traefik/whoami
    container_name: web
    ports:
      - "8080:80"
`;

export const lesson: Lesson = {
  chapter: 'walls',
  place: 24,
  start: on(
    'host1',
    'docker network create old',
    'docker run -d --name web --network old -p 8080:80 traefik/whoami',
    'docker network create empty',
  ),
  steps: [
    {
      kind: 'predict',
      question: { commands: on('host1', 'docker network rm old'), ask: { about: 'reply' } },
    },
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'docker stop -t 0 web', 'docker network rm old'),
        ask: { about: 'reply' },
        aside: true,
      },
    },
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'docker stop -t 0 web', 'docker network rm old', 'docker start web'),
        ask: { about: 'reply' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [
        { check: { kind: 'network', at: 'host1', name: 'old', exists: false } },
        { check: { kind: 'network', at: 'host1', name: 'empty', exists: false } },
        { check: clientGetsWeb },
        {
          check: { kind: 'after', commands: on('host1', 'docker restart -t 0 web'), then: clientGetsWeb },
          says: {
            en: 'After a restart of `web`, `client` still gets its page at port 8080 of `host1`.',
            ko: '`web`을 다시 시작한 뒤에도 `client`는 `host1`의 8080번 포트에서 `web`의 페이지를 받습니다.',
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
        'docker network create new',
        'docker rm -f web',
        'docker network rm old empty',
        'docker run -d --name web --network new -p 8080:80 traefik/whoami',
      ),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f web',
        'docker network prune -f',
        'docker run -d --name web -p 8080:80 traefik/whoami',
      ),
    },
    {
      by: 'compose',
      commands: on(
        'host1',
        'docker rm -f web',
        'docker network rm old empty',
        `cat > /tmp/compose.yaml << 'EOF'\n${FILE}EOF`,
        'docker compose -f /tmp/compose.yaml up -d',
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker network prune -f') },
    {
      commands: on('host1', 'docker stop -t 0 web', 'docker network rm old empty', 'docker start web'),
    },
    { commands: on('host1', 'docker network disconnect -f old web', 'docker network rm old empty') },
    {
      // It was created with the network, and no start does without that (`could not find a network matching network mode`).
      commands: on(
        'host1',
        'docker network create new',
        'docker network connect new web',
        'docker network disconnect old web',
        'docker network rm old empty',
      ),
    },
    {
      commands: on(
        'host1',
        'docker stop -t 0 web',
        'docker network rm old empty',
        'docker network create old',
        'docker start web',
      ),
    },
  ],
};
