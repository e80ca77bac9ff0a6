import { on, type Lesson } from '../../teaching/lesson.ts';

const ASK = 'curl -s -m 2 http://localhost';
const insideBox = (line: string): string => `nsenter -t $(docker inspect -f '{{.State.Pid}}' box) -n ${line}`;

export const lesson: Lesson = {
  chapter: 'localhost',
  place: 6,
  start: on('host1', 'docker run -d --name web -h web traefik/whoami', 'docker run -d --name box busybox'),
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
            to: 'localhost',
            ends: 'reached',
            who: 'host1/web',
          },
        },
      ],
    },
    {
      kind: 'predict',
      question: { commands: on('host1/box', 'ip -4 addr'), ask: { about: 'address', of: 'host1/box' } },
    },
    { kind: 'watch', commands: on('host1/box', ASK) },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on('host1', 'docker rm -f box', 'docker run -d --name box --network container:web busybox'),
    },
    {
      by: 'docker',
      commands: on('host1', 'docker rm -f web', 'docker run -d --name web --network container:box traefik/whoami'),
    },
    {
      by: 'iptables',
      commands: on(
        'host1',
        insideBox('iptables -t nat -A OUTPUT -d 127.0.0.1 -p tcp --dport 80 -j DNAT --to-destination 172.17.0.2'),
        insideBox('iptables -t nat -A POSTROUTING -s 127.0.0.1 -o eth0 -j MASQUERADE'),
        insideBox('sysctl -w net.ipv4.conf.eth0.route_localnet=1'),
      ),
    },
  ],
  pitfalls: [
    {
      commands: on('host1', 'docker rm -f web', 'docker run -d --name web -h web -p 80:80 traefik/whoami'),
    },
    { commands: on('host1', 'docker rm -f box', 'docker run -d --name box --network host busybox') },
    { commands: on('host1', 'docker exec -d box nc -lk 80') },
    { commands: on('host1/box', 'echo 172.17.0.2 localhost > /etc/hosts') },
    {
      commands: on('host1', 'docker rm -f box', 'docker run -d --name box --link web:localhost busybox'),
    },
    {
      commands: on('host1', 'docker rm -f web', 'docker run -d --name web --network container:box busybox'),
    },
  ],
};
