import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'stack',
  place: 1,
  start: on('host1', 'docker run -d --name web -h web traefik/whoami'),
  steps: [
    { kind: 'read' },
    {
      kind: 'do',
      goals: [{ check: { kind: 'container', of: 'host1/box', state: 'running', ownStack: true } }],
    },
    {
      kind: 'predict',
      question: { commands: on('host1/box', 'ip -4 addr'), ask: { about: 'interfaces', of: 'host1/box' } },
    },
    { kind: 'find', find: { what: 'address', of: 'host1/box' } },
    { kind: 'watch', commands: on('host1/box', 'ping -c 1 -W 1 172.17.0.1') },
    {
      kind: 'do',
      goals: [
        { check: { kind: 'flow', from: 'host1/box', over: 'ping', to: '172.17.0.1', ends: 'reached' } },
        {
          check: {
            kind: 'flow',
            from: 'host1/box',
            over: 'http',
            to: { place: 'host1/web' },
            ends: 'reached',
            who: 'host1/web',
            seenAs: 'own',
          },
        },
      ],
    },
  ],
  solutions: [
    { by: 'docker', commands: on('host1', 'docker run -d --name box busybox') },
    {
      by: 'docker',
      commands: on('host1', 'docker create --name box alpine sleep 1000', 'docker start box'),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker create --name box busybox') },
    { commands: on('host1', 'docker run -d --name box --network none busybox') },
    { commands: on('host1', 'docker run -d --name box --network host busybox') },
    { commands: on('host1', 'docker run -d --name box --network container:web busybox') },
  ],
};
