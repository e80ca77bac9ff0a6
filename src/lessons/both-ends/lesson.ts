import { on, type Lesson } from '../../teaching/lesson.ts';

const PEER = '$(docker exec web cat /sys/class/net/eth0/iflink)';

export const lesson: Lesson = {
  chapter: 'stack',
  place: 2,
  start: on('host1', 'docker run -d --name web -h web traefik/whoami', 'docker run -d --name box busybox'),
  steps: [
    { kind: 'watch', commands: on('host1/box', 'ping -c 1 -W 1 172.17.0.2') },
    { kind: 'find', find: { what: 'peer', of: 'host1/web' } },
    {
      kind: 'do',
      goals: [
        { check: { kind: 'cable', of: 'host1/web', up: false } },
        {
          check: {
            kind: 'flow',
            from: 'host1/box',
            over: 'http',
            to: { place: 'host1/web' },
            ends: 'fails',
            who: 'host1/web',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1',
            over: 'ping',
            to: { place: 'host1/box' },
            ends: 'reached',
            who: 'host1/box',
          },
        },
        { check: { kind: 'container', of: 'host1/web', state: 'running', on: ['bridge'] } },
      ],
    },
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'docker network inspect bridge'),
        ask: { about: 'listed', of: 'host1/web', network: 'bridge' },
      },
    },
    {
      kind: 'predict',
      question: { commands: on('host1/box', 'ping -c 1 -W 1 172.17.0.2'), ask: { about: 'lost' } },
    },
  ],
  solutions: [
    { by: 'ip', commands: on('host1', `ip link set if${PEER} down`) },
    {
      by: 'other',
      commands: on('host1', `ifconfig $(grep -lx ${PEER} /sys/class/net/*/ifindex | cut -d / -f 5) down`),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker network disconnect bridge web') },
    { commands: on('host1', 'docker stop -t 0 web') },
    { commands: on('host1', `ip link del if${PEER}`) },
    { commands: on('host1', `ip link set if${PEER} nomaster`) },
    { commands: on('host1', 'ip link set docker0 down') },
    { commands: on('host1', 'nsenter -t $(docker inspect -f "{{.State.Pid}}" web) -n ip link set eth0 down') },
    { commands: on('host1', 'iptables -I OUTPUT -d 172.17.0.2 -j DROP') },
  ],
};
