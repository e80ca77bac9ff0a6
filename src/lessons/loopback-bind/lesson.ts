import { on, type Lesson } from '../../teaching/lesson.ts';

const CONNECT = 'nc -zv -w 2 192.168.65.10 8080';
const insideApp = (line: string): string => `nsenter -t $(docker inspect -f '{{.State.Pid}}' app) -n ${line}`;

export const lesson: Lesson = {
  chapter: 'localhost',
  place: 8,
  start: on('host1', 'docker run -d --name app -p 8080:81 busybox nc -lk 127.0.0.1 81'),
  steps: [
    {
      kind: 'predict',
      question: {
        commands: on('client', CONNECT),
        ask: { about: 'destination-at', at: 'host1', chain: 'FORWARD' },
      },
    },
    { kind: 'predict', question: { commands: on('client', CONNECT), ask: { about: 'lost' } } },
    {
      kind: 'do',
      goals: [
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'tcp',
            to: '192.168.65.10',
            port: 8080,
            ends: 'reached',
            who: 'host1/app',
          },
        },
      ],
    },
    { kind: 'watch', commands: on('client', CONNECT), until: 'arrive' },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on('host1', 'docker rm -f app', 'docker run -d --name app -p 8080:81 busybox nc -lk 81'),
    },
    { by: 'other', commands: on('host1', 'docker exec -d app nc -lk 172.17.0.2 81') },
    {
      by: 'iptables',
      commands: on(
        'host1',
        insideApp('iptables -t nat -A PREROUTING -p tcp --dport 81 -j DNAT --to-destination 127.0.0.1'),
        insideApp('sysctl -w net.ipv4.conf.eth0.route_localnet=1'),
      ),
    },
  ],
  pitfalls: [
    {
      commands: on(
        'host1',
        'docker rm -f app',
        'docker run -d --name app -p 0.0.0.0:8080:81 busybox nc -lk 127.0.0.1 81',
      ),
    },
    {
      commands: on('host1', 'docker rm -f app', 'docker run -d --name app -p 127.0.0.1:8080:81 busybox nc -lk 81'),
    },
    {
      commands: on('host1', 'docker rm -f app', 'docker run -d --name app -p 8080:80 busybox nc -lk 81'),
    },
    { commands: on('host1', 'iptables -I INPUT -p tcp --dport 8080 -j ACCEPT') },
    { commands: on('host1', 'iptables -I DOCKER-USER -j ACCEPT') },
    { commands: on('host1', 'iptables -t nat -F DOCKER') },
  ],
};
