import { on, type Lesson } from '../../teaching/lesson.ts';

const byPublishedPort = on('host1/box', 'curl -s -m 2 http://192.168.65.10:8080');

export const lesson: Lesson = {
  chapter: 'firewall',
  place: 28,
  start: on(
    'host1',
    'docker network create shop',
    'docker run -d --name web -h web --network shop -p 8080:80 traefik/whoami',
    'docker run -d --name box busybox',
  ),
  steps: [
    { kind: 'predict', question: { commands: byPublishedPort, ask: { about: 'seen-source' } } },
    { kind: 'watch', commands: byPublishedPort, until: 'proxy' },
    {
      kind: 'predict',
      question: { commands: on('host1/box', 'curl -s -m 2 http://172.18.0.2'), ask: { about: 'lost' } },
    },
    {
      kind: 'do',
      goals: [
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '192.168.65.10',
            port: 8080,
            ends: 'reached',
            who: 'host1/web',
          },
        },
        {
          check: {
            kind: 'all',
            of: [
              { kind: 'container', of: 'host1/box', state: 'running', ownStack: true },
              {
                kind: 'any',
                of: [
                  {
                    kind: 'flow',
                    from: 'host1/box',
                    over: 'http',
                    to: { place: 'host1' },
                    port: 8080,
                    ends: 'reached',
                    who: 'host1/web',
                    seenAs: 'own',
                  },
                  {
                    kind: 'flow',
                    from: 'host1/box',
                    over: 'http',
                    to: { place: 'host1/web' },
                    ends: 'reached',
                    who: 'host1/web',
                    seenAs: 'own',
                  },
                ],
              },
            ],
          },
          says: {
            en: 'At some address `box` gets the page of `web`, and `web` sees the address of `box` itself.',
            ko: '`box`가 어떤 주소로든 `web`의 페이지를 받고, `web`에는 `box` 자신의 주소가 보입니다.',
          },
        },
      ],
    },
  ],
  solutions: [
    { by: 'docker', commands: on('host1', 'docker network connect shop box') },
    { by: 'docker', commands: on('host1', 'docker network connect bridge web') },
    {
      by: 'iptables',
      commands: on(
        'host1',
        'iptables -t raw -I PREROUTING -s 172.16.0.0/12 -d 172.16.0.0/12 -j ACCEPT',
        'iptables -I DOCKER-USER -s 172.17.0.0/16 -d 172.18.0.0/16 -j ACCEPT',
        'iptables -t nat -I POSTROUTING -s 172.17.0.0/16 -d 172.18.0.0/16 -j ACCEPT',
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'iptables -t nat -D POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE') },
    { commands: on('host1', 'iptables -t nat -D DOCKER -i docker0 -j RETURN') },
    { commands: on('host1', 'iptables -I DOCKER-USER -s 172.17.0.0/16 -d 172.18.0.0/16 -j ACCEPT') },
    {
      commands: on('host1', 'docker rm -f box', 'docker run -d --name box --add-host web:192.168.65.10 busybox'),
    },
    { commands: on('host1', 'docker rm -f box', 'docker run -d --name box --network host busybox') },
  ],
};
