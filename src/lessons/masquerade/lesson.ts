import { on, type Lesson } from '../../teaching/lesson.ts';

const ASK = 'curl -s -m 2 http://203.0.113.10';

export const lesson: Lesson = {
  chapter: 'stack',
  place: 4,
  start: on('host1', 'docker run -d --name box busybox', 'iptables -t nat -F POSTROUTING'),
  steps: [
    { kind: 'predict', question: { commands: on('host1/box', ASK), ask: { about: 'lost' } } },
    {
      kind: 'do',
      goals: [
        {
          check: {
            kind: 'flow',
            from: 'host1/box',
            over: 'http',
            to: '203.0.113.10',
            ends: 'reached',
            who: 'inet',
            seenAs: '192.168.65.10',
          },
        },
        { check: { kind: 'container', of: 'host1/box', state: 'running', ownStack: true } },
      ],
    },
    { kind: 'find', find: { what: 'rule', commands: on('host1/box', ASK), at: 'host1', table: 'nat' } },
    { kind: 'watch', commands: on('host1/box', ASK) },
  ],
  solutions: [
    {
      by: 'iptables',
      commands: on('host1', 'iptables -t nat -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE'),
    },
    {
      by: 'iptables',
      commands: on('host1', 'iptables -t nat -A POSTROUTING -s 172.17.0.2 -o eth0 -j SNAT --to-source 192.168.65.10'),
    },
    {
      by: 'docker',
      commands: on('host1', 'docker network create out', 'docker network connect --gw-priority 1 out box'),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker restart -t 0 box') },
    { commands: on('router', 'ip route add 172.17.0.0/16 via 192.168.65.10') },
    {
      commands: [
        ...on('host1', 'iptables -t raw -F PREROUTING'),
        ...on('router', 'ip route add 172.17.0.0/16 via 192.168.65.10'),
        ...on('inet', 'ip route add 172.17.0.0/16 via 203.0.113.1'),
      ],
    },
    { commands: on('host1', 'docker rm -f box', 'docker run -d --name box --network host busybox') },
    {
      commands: on(
        'host1',
        'docker run -d --name out --network host busybox',
        'docker rm -f box',
        'docker run -d --name box --network container:out busybox',
      ),
    },
    { commands: on('host1', 'iptables -t nat -A POSTROUTING -s 172.17.0.0/16 -o docker0 -j MASQUERADE') },
    { commands: on('host1', 'iptables -P FORWARD ACCEPT') },
  ],
};
