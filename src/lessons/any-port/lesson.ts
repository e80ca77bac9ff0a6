import type { Goal } from '../../teaching/goal.ts';
import { nameOfPlace } from '../../world/spots.ts';
import { on, type Lesson } from '../../teaching/lesson.ts';

/** The client gets a container's page at the port by which it is published. */
const answersAtItsPort = (place: string): Goal => ({
  check: {
    kind: 'flow',
    from: 'client',
    over: 'http',
    to: '192.168.65.10',
    port: { of: place, published: 80 },
    ends: 'reached',
    who: place,
  },
  says: {
    en: `\`client\` gets the page of \`${nameOfPlace(place)}\` at the port of \`host1\` that leads to its port 80.`,
    ko: `\`client\`가 \`${nameOfPlace(place)}\`의 80번 포트로 이어지는 \`host1\`의 포트에서 그 페이지를 받습니다.`,
  },
});

const FILE = `services:
  one:
    image: traefik/whoami
    container_name: one
    ports: [80]
  two:
    image: traefik/whoami
    container_name: two
    ports: [80]
`;

export const lesson: Lesson = {
  chapter: 'ports',
  place: 14,
  start: on('host1', 'docker run -d --name one traefik/whoami', 'docker run -d --name two traefik/whoami'),
  steps: [
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'docker run -d --name trial -P traefik/whoami'),
        ask: { about: 'host-port', of: 'host1/trial', port: 80 },
        aside: true,
      },
    },
    {
      kind: 'predict',
      question: {
        commands: on(
          'host1',
          'docker run -d --name trial -P traefik/whoami',
          'docker rm -f trial',
          'docker run -d --name trial -P traefik/whoami',
        ),
        ask: { about: 'host-port', of: 'host1/trial', port: 80 },
        aside: true,
      },
    },
    { kind: 'do', goals: [answersAtItsPort('host1/one'), answersAtItsPort('host1/two')] },
    { kind: 'find', find: { what: 'host-port', of: 'host1/two', port: 80 } },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f one two',
        'docker run -d --name one -P traefik/whoami',
        'docker run -d --name two -p 80 traefik/whoami',
      ),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f one two',
        'docker run -d --name one -p 8081:80 nginx',
        'docker run -d --name two -p 8082:80 nginx',
      ),
    },
    {
      by: 'compose',
      commands: on(
        'host1',
        'docker rm -f one two',
        `cat > /tmp/compose.yaml << 'EOF'\n${FILE}EOF`,
        'docker compose -f /tmp/compose.yaml up -d',
      ),
    },
  ],
  pitfalls: [
    {
      commands: on(
        'host1',
        'docker rm -f one two',
        'docker run -d --name one -p 80:80 traefik/whoami',
        'docker run -d --name two -p 80:80 traefik/whoami',
      ),
    },
    {
      commands: on(
        'host1',
        'docker rm -f one two',
        'docker run -d --name one --expose 80 traefik/whoami',
        'docker run -d --name two --expose 80 traefik/whoami',
      ),
    },
    {
      commands: on(
        'host1',
        'docker rm -f one two',
        'docker run -d --name one -P busybox nc -lk 80',
        'docker run -d --name two -P busybox nc -lk 80',
      ),
    },
    {
      commands: on(
        'host1',
        'docker rm -f one two',
        'docker run -d --name one -p 127.0.0.1::80 traefik/whoami',
        'docker run -d --name two -p 127.0.0.1::80 traefik/whoami',
      ),
    },
  ],
};
