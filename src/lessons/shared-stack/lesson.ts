import { on, type Lesson } from '../../teaching/lesson.ts';

const FILE = `services:
  side:
    image: busybox
    container_name: side
    network_mode: container:app
`;

export const lesson: Lesson = {
  chapter: 'localhost',
  place: 10,
  start: on(
    'host1',
    'docker run -d --name app -h app traefik/whoami',
    'docker run -d --name side --network container:app busybox',
    'docker restart -t 0 app',
  ),
  steps: [
    {
      kind: 'predict',
      question: { commands: on('host1/side', 'ip -4 addr'), ask: { about: 'interfaces', of: 'host1/side' } },
    },
    {
      kind: 'do',
      goals: [
        {
          check: {
            kind: 'flow',
            from: 'host1/side',
            over: 'http',
            to: 'localhost',
            ends: 'reached',
            who: 'host1/app',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1',
            over: 'http',
            to: { place: 'host1/side' },
            ends: 'reached',
            who: 'host1/app',
          },
        },
      ],
    },
    { kind: 'watch', commands: on('host1/side', 'curl -s -m 2 http://localhost') },
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'docker stop -t 0 app', 'docker restart -t 0 side'),
        ask: { about: 'reply' },
        aside: true,
      },
    },
  ],
  solutions: [
    { by: 'docker', commands: on('host1', 'docker restart -t 0 side') },
    {
      by: 'docker',
      commands: on('host1', 'docker rm -f side', 'docker run -d --name side --network container:app busybox'),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f app side',
        'docker run -d --name side busybox',
        'docker run -d --name app --network container:side traefik/whoami',
      ),
    },
    {
      by: 'compose',
      commands: on(
        'host1',
        'docker rm -f side',
        `cat > /tmp/compose.yaml << 'EOF'\n${FILE}EOF`,
        'docker compose -f /tmp/compose.yaml up -d',
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker restart -t 0 app') },
    { commands: on('host1', 'docker network connect bridge side') },
    { commands: on('host1', 'docker rm -f side', 'docker run -d --name side busybox') },
    { commands: on('host1', 'docker restart -t 0 side', 'docker restart -t 0 app') },
    {
      commands: on('host1', 'docker rm -f app', 'docker run -d --name app --network container:side traefik/whoami'),
    },
    { commands: on('host1', 'docker exec -d side nc -lk 80') },
  ],
};
