import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'drivers',
  place: 34,
  start: on(
    'host1',
    'docker network create --driver=macvlan --subnet 192.168.65.0/24 --gateway 192.168.65.1 --ip-range 192.168.65.192/27 -o parent=eth0 lan',
    'docker run -d --name cam -h cam --network lan --ip 192.168.65.200 traefik/whoami',
  ),
  steps: [
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'curl -s -m 2 http://192.168.65.200'),
        ask: { about: 'asked-by-arp', at: 'host1' },
      },
    },
    { kind: 'watch', commands: on('client', 'curl -s -m 2 http://192.168.65.200'), until: 'neighbour' },
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'ip route add 192.168.65.200 via 192.168.65.1', 'curl -s -m 2 http://192.168.65.200'),
        ask: { about: 'lost' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '192.168.65.200',
            ends: 'reached',
            who: 'host1/cam',
            seenAs: '192.168.65.50',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1',
            over: 'http',
            to: '192.168.65.200',
            ends: 'reached',
            who: 'host1/cam',
          },
        },
        {
          check: {
            kind: 'all',
            of: [
              { kind: 'container', of: 'host1/cam', state: 'running', ownStack: true },
              { kind: 'address', of: 'host1/cam', ip: '192.168.65.200' },
              { kind: 'flow', from: 'client', over: 'ping', to: '192.168.65.10', ends: 'reached', who: 'host1' },
            ],
          },
          says: {
            en: '`cam`, in a stack of its own, has 192.168.65.200, and `host1` is still on the LAN at 192.168.65.10.',
            ko: '192.168.65.200은 자기 스택을 가진 `cam`의 주소이고, `host1`은 그대로 LAN의 192.168.65.10에 있습니다.',
          },
        },
      ],
    },
  ],
  solutions: [
    {
      by: 'ip',
      commands: on(
        'host1',
        'ip link add shim link eth0 type macvlan mode bridge',
        'ip link set shim up',
        'ip route add 192.168.65.192/27 dev shim',
      ),
    },
    {
      by: 'docker',
      commands: on('host1', 'docker network connect bridge cam', 'ip route add 192.168.65.200 via 172.17.0.2'),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'ip route add 192.168.65.200 dev eth0') },
    { commands: on('host1', 'ip route add 192.168.65.200 via 192.168.65.1') },
    { commands: on('host1', 'iptables -P FORWARD ACCEPT', 'iptables -I DOCKER-USER -j ACCEPT') },
    {
      commands: on(
        'host1',
        'ip link add shim link eth0 type macvlan',
        'ip addr add 192.168.65.250/32 dev shim',
        'ip link set shim up',
        'ip route add 192.168.65.192/27 dev shim',
      ),
    },
    {
      commands: on(
        'host1',
        'ip link add shim link eth0 type macvlan mode bridge',
        'ip addr add 192.168.65.250/32 dev shim',
        'ip link set shim up',
      ),
    },
    { commands: on('host1', 'docker network connect bridge cam') },
    {
      commands: on(
        'host1',
        'docker rm -f cam',
        'ip addr add 192.168.65.200/24 dev eth0',
        'docker run -d --name cam -h cam -p 192.168.65.200:80:80 traefik/whoami',
      ),
    },
  ],
};
