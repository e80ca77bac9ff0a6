import { on, type Lesson } from '../../teaching/lesson.ts';

/** The process of box, whose namespaces it has. */
const pid = "$(docker inspect -f '{{.State.Pid}}' box)";

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
    {
      by: 'ip',
      commands: on(
        'host1',
        'docker run -d --name box --network none busybox',
        `ip link add near type veth peer name eth0 netns ${pid}`,
        'ip link set near master docker0 up',
        `nsenter -t ${pid} -n ip addr add 172.17.0.9/16 dev eth0`,
        `nsenter -t ${pid} -n ip link set eth0 up`,
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker create --name box busybox') },
    { commands: on('host1', 'docker run -d --name box --network none busybox') },
    { commands: on('host1', 'docker run -d --name box --network host busybox') },
    { commands: on('host1', 'docker run -d --name box --network container:web busybox') },
  ],
};
