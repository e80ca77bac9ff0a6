import { on, type Lesson } from '../../teaching/lesson.ts';

const ASK = 'curl -s -m 2 http://host.docker.internal';

export const lesson: Lesson = {
  chapter: 'localhost',
  place: 7,
  start: on('host1', 'docker run -d --name service --network host traefik/whoami', 'docker run -d --name box busybox'),
  steps: [
    { kind: 'predict', question: { commands: on('host1/box', ASK), ask: { about: 'end' } } },
    {
      kind: 'do',
      goals: [
        {
          check: {
            kind: 'flow',
            from: 'host1/box',
            over: 'http',
            to: 'host.docker.internal',
            ends: 'reached',
            who: 'host1/service',
          },
        },
        { check: { kind: 'container', of: 'host1/service', state: 'running', on: ['host'] } },
        { check: { kind: 'container', of: 'host1/box', state: 'running', ownStack: true } },
      ],
    },
    { kind: 'watch', commands: on('host1/box', ASK) },
    {
      kind: 'predict',
      question: {
        commands: [
          ...on(
            'host1',
            'docker network create shop',
            'docker run -d --name probe --network shop --add-host host.docker.internal:host-gateway busybox',
          ),
          ...on('host1/probe', ASK),
        ],
        ask: { about: 'destination-at', at: 'host1', chain: 'PREROUTING' },
        aside: true,
      },
    },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f box',
        'docker run -d --name box --add-host host.docker.internal:host-gateway busybox',
      ),
    },
    { by: 'other', commands: on('host1/box', 'echo 172.17.0.1 host.docker.internal >> /etc/hosts') },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f box',
        'docker run -d --name box --add-host host.docker.internal:192.168.65.10 busybox',
      ),
    },
  ],
  pitfalls: [
    {
      commands: on(
        'host1',
        'docker rm -f box',
        'docker run -d --name box --add-host host.docker.internal:127.0.0.1 busybox',
      ),
    },
    {
      commands: on(
        'host1',
        'docker rm -f box',
        'docker run -d --name box --network host --add-host host.docker.internal:127.0.0.1 busybox',
      ),
    },
    {
      commands: on('host1', 'docker network create shop', 'docker network connect shop box'),
    },
    {
      commands: on(
        'host1',
        'docker network create shop',
        'docker network connect shop box',
        'docker rm -f service',
        'docker run -d --name service --network shop --network-alias host.docker.internal traefik/whoami',
      ),
    },
    { commands: on('host1', 'echo 172.17.0.1 host.docker.internal >> /etc/hosts') },
  ],
};
