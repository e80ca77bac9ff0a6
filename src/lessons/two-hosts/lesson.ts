import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'drivers',
  place: 35,
  start: [
    ...on('@lan', 'add host host2'),
    ...on(
      'host1',
      'docker swarm init --advertise-addr 192.168.65.10',
      'docker swarm join-token -q worker > /run/sock/token',
    ),
    ...on('host2', 'docker swarm join --token $(cat /run/sock/token) 192.168.65.10:2377'),
  ],
  steps: [
    {
      kind: 'predict',
      question: {
        commands: [
          ...on('host1', 'docker network create mesh', 'docker run -d --name web -h web --network mesh traefik/whoami'),
          ...on('host2', 'docker network create mesh', 'docker run -d --name box --network mesh busybox'),
          ...on('host2/box', 'curl -s -m 2 http://web'),
        ],
        ask: { about: 'name-server' },
        aside: true,
      },
    },
    {
      kind: 'predict',
      question: {
        commands: on(
          'host1',
          'docker network create --driver=overlay mesh',
          'docker run -d --name web -h web --network mesh traefik/whoami',
        ),
        ask: { about: 'reply' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [
        { check: { kind: 'container', of: 'host1/web', state: 'running', ownStack: true } },
        { check: { kind: 'container', of: 'host2/box', state: 'running', ownStack: true } },
        {
          check: {
            kind: 'flow',
            from: 'host2/box',
            over: 'http',
            to: 'web',
            ends: 'reached',
            who: 'host1/web',
            seenAs: 'own',
          },
        },
        { check: { kind: 'open', of: 'host1', from: 'host2', ports: [] } },
      ],
    },
    {
      kind: 'predict',
      question: { commands: on('host2/box', 'curl -s -m 2 http://web'), ask: { about: 'tunnel-port' } },
    },
    { kind: 'watch', commands: on('host2/box', 'curl -s -m 2 http://web'), until: 'encapsulate' },
  ],
  solutions: [
    {
      by: 'docker',
      commands: [
        ...on(
          'host1',
          'docker network create --driver=overlay --attachable mesh',
          'docker run -d --name web -h web --network mesh traefik/whoami',
        ),
        ...on('host2', 'docker run -d --name box --network mesh busybox'),
      ],
    },
    {
      by: 'docker',
      commands: [
        ...on(
          'host1',
          'docker network create --driver=macvlan --subnet 192.168.65.0/24 --gateway 192.168.65.1 -o parent=eth0 street',
          'docker run -d --name web -h web --network street --ip 192.168.65.200 traefik/whoami',
        ),
        ...on(
          'host2',
          'docker network create --driver=macvlan --subnet 192.168.65.0/24 --gateway 192.168.65.1 -o parent=eth0 street',
          'docker run -d --name box --network street --ip 192.168.65.201 --add-host web:192.168.65.200 busybox',
        ),
      ],
    },
    {
      by: 'ip',
      commands: [
        ...on(
          'host1',
          'docker network create --subnet 172.30.1.0/24 -o com.docker.network.bridge.gateway_mode_ipv4=routed one',
          'docker run -d --name web -h web --network one --ip 172.30.1.10 -p 80 traefik/whoami',
          'ip route add 172.30.2.0/24 via 192.168.65.11',
        ),
        ...on(
          'host2',
          'docker network create --subnet 172.30.2.0/24 -o com.docker.network.bridge.gateway_mode_ipv4=routed two',
          'docker run -d --name box --network two --add-host web:172.30.1.10 busybox',
          'ip route add 172.30.1.0/24 via 192.168.65.10',
        ),
      ],
    },
  ],
  pitfalls: [
    {
      commands: [
        ...on('host1', 'docker network create mesh', 'docker run -d --name web -h web --network mesh traefik/whoami'),
        ...on('host2', 'docker network create mesh', 'docker run -d --name box --network mesh busybox'),
      ],
    },
    {
      commands: [
        ...on(
          'host1',
          'docker network create --driver=overlay mesh',
          'docker run -d --name web -h web --network mesh traefik/whoami',
        ),
        ...on('host2', 'docker run -d --name box --network mesh busybox'),
      ],
    },
    {
      commands: [
        ...on('host1', 'docker run -d --name web -h web -p 80:80 traefik/whoami'),
        ...on('host2', 'docker run -d --name box --add-host web:192.168.65.10 busybox'),
      ],
    },
    {
      commands: [
        ...on('host1', 'docker network create --driver=overlay --attachable mesh'),
        ...on(
          'host2',
          'docker run -d --name web -h web --network mesh traefik/whoami',
          'docker run -d --name box --network mesh busybox',
        ),
      ],
    },
  ],
};
