import { on, type Lesson } from '../../teaching/lesson.ts';

const ASK_HOST = 'curl -s -m 2 http://192.168.65.10:8080';

export const lesson: Lesson = {
  chapter: 'stack',
  place: 5,
  start: on(
    'host1',
    'docker run -d --name web -h web -p 8080:80 traefik/whoami',
    'docker run -d --name box busybox',
    'sysctl -w net.ipv4.ip_forward=0',
  ),
  steps: [
    {
      kind: 'predict',
      question: { commands: on('host1/box', 'curl -s -m 2 http://172.17.0.2'), ask: { about: 'end' } },
    },
    { kind: 'predict', question: { commands: on('client', ASK_HOST), ask: { about: 'lost' } } },
    {
      kind: 'do',
      goals: [
        {
          check: { kind: 'flow', from: 'host1/box', over: 'http', to: '203.0.113.10', ends: 'reached', who: 'inet' },
        },
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '192.168.65.10',
            port: 8080,
            ends: 'reached',
            who: 'host1/web',
            seenAs: '192.168.65.50',
          },
        },
        {
          check: {
            kind: 'all',
            of: [
              { kind: 'container', of: 'host1/web', state: 'running', ownStack: true },
              { kind: 'container', of: 'host1/box', state: 'running', ownStack: true },
            ],
          },
        },
      ],
    },
    { kind: 'watch', commands: on('client', ASK_HOST) },
  ],
  solutions: [
    { by: 'sysctl', commands: on('host1', 'sysctl -w net.ipv4.ip_forward=1') },
    { by: 'other', commands: on('host1', 'echo 1 > /proc/sys/net/ipv4/ip_forward') },
    {
      by: 'sysctl',
      commands: on(
        'host1',
        'sysctl -w net.ipv4.conf.eth0.forwarding=1',
        'sysctl -w net.ipv4.conf.docker0.forwarding=1',
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'ip link set eth0 master docker0') },
    { commands: on('host1', 'docker restart -t 0 web box') },
    { commands: on('host1', 'iptables -P FORWARD ACCEPT') },
    { commands: on('host1', 'iptables -t nat -F DOCKER') },
    { commands: on('host1', 'sysctl -w net.ipv4.conf.eth0.forwarding=1') },
    {
      commands: on(
        'host1',
        'docker rm -f web box',
        'docker run -d --name web --network host traefik/whoami http-echo 8080',
        'docker run -d --name box --network host busybox',
      ),
    },
  ],
};
