import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'names',
  place: 16,
  start: on('host1', 'docker run -d --name web -h web traefik/whoami', 'docker run -d --name box busybox'),
  steps: [
    {
      kind: 'predict',
      question: { commands: on('host1/box', 'curl -s -m 2 http://web'), ask: { about: 'name-server' } },
    },
    { kind: 'find', find: { what: 'resolver', of: 'host1/box' } },
    {
      kind: 'do',
      goals: [
        {
          check: {
            kind: 'flow',
            from: 'host1/box',
            over: 'http',
            to: 'web',
            ends: 'reached',
            who: 'host1/web',
          },
        },
      ],
    },
    { kind: 'watch', commands: on('host1/box', 'curl -s -m 2 http://web'), until: 'name' },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker network create shop',
        'docker network connect shop web',
        'docker network connect shop box',
      ),
    },
    {
      by: 'docker',
      commands: on('host1', 'docker rm -f box', 'docker run -d --name box --link web busybox'),
    },
    { by: 'other', commands: on('host1/box', 'echo 172.17.0.2 web >> /etc/hosts') },
  ],
  pitfalls: [
    { commands: on('host1', 'docker network create shop', 'docker network connect shop box') },
    { commands: on('host1', 'docker network connect --alias web bridge box') },
    { commands: on('host1', 'docker rm -f box', 'docker run -d --name box --dns 127.0.0.11 busybox') },
    { commands: on('host1', 'echo 172.17.0.2 web >> /etc/hosts') },
    { commands: on('host1', 'docker rm -f web', 'docker run -d --name web -h web --link box traefik/whoami') },
  ],
};
