import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'names',
  place: 20,
  start: on(
    'host1',
    'docker network create shop',
    'docker run -d --name web --network shop traefik/whoami',
    'docker run -d --name box --network shop --dns 192.168.65.99 busybox',
  ),
  steps: [
    { kind: 'predict', question: { commands: [], ask: { about: 'resolver', of: 'host1/box' } } },
    { kind: 'watch', commands: on('host1/box', 'curl -s -m 2 http://web'), until: 'name' },
    {
      kind: 'predict',
      question: { commands: on('host1/box', 'curl -s -m 2 http://example.com'), ask: { about: 'name-server' } },
    },
    {
      kind: 'do',
      goals: [
        {
          check: { kind: 'flow', from: 'host1/box', over: 'http', to: 'web', ends: 'reached', who: 'host1/web' },
        },
        { check: { kind: 'name', at: 'host1/box', name: 'example.com', address: '203.0.113.10' } },
      ],
    },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on('host1', 'docker rm -f box', 'docker run -d --name box --network shop busybox'),
    },
    {
      by: 'docker',
      commands: on('host1', 'docker rm -f box', 'docker run -d --name box --network shop --dns 203.0.113.53 busybox'),
    },
    {
      by: 'iptables',
      commands: on(
        'host1',
        'iptables -t nat -I PREROUTING -d 192.168.65.99 -p udp --dport 53 -j DNAT --to-destination 203.0.113.53',
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1/box', 'echo nameserver 203.0.113.53 > /etc/resolv.conf') },
    { commands: on('host1', 'docker rm -f box', 'docker run -d --name box busybox') },
    { commands: on('host1', 'echo nameserver 203.0.113.53 > /etc/resolv.conf') },
    { commands: on('host1', 'docker network connect bridge box') },
  ],
};
