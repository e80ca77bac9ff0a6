import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'ports',
  place: 11,
  start: on('host1', 'docker run -d --name web --expose 8080 nginx'),
  steps: [
    {
      kind: 'predict',
      question: { commands: on('client', 'curl -s -m 2 http://192.168.65.10:8080'), ask: { about: 'lost' } },
    },
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'docker port web'),
        ask: { about: 'host-port', of: 'host1/web', port: 8080 },
      },
    },
    {
      kind: 'predict',
      question: {
        commands: [
          ...on('host1', 'docker exec -d web nc -lk 5000', 'docker run -d --name box busybox'),
          ...on('host1/box', 'nc -zv -w 2 172.17.0.2 5000'),
        ],
        ask: { about: 'end' },
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
            to: '192.168.65.10',
            port: 8080,
            ends: 'reached',
            who: 'host1/web',
          },
        },
      ],
    },
  ],
  solutions: [
    { by: 'docker', commands: on('host1', 'docker rm -f web', 'docker run -d --name web -p 8080:80 nginx') },
    {
      by: 'iptables',
      commands: on(
        'host1',
        'iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80',
        'iptables -I DOCKER-USER -d 172.17.0.2 -p tcp --dport 80 -j ACCEPT',
      ),
    },
  ],
  pitfalls: [
    {
      commands: on('host1', 'docker rm -f web', 'docker run -d --name web --expose 80 --expose 8080 nginx'),
    },
    { commands: on('host1', 'docker rm -f web', 'docker run -d --name web --expose 8080 -P nginx') },
    { commands: on('host1', 'docker rm -f web', 'docker run -d --name web -p 8080:8080 nginx') },
    { commands: on('host1', 'docker rm -f web', 'docker run -d --name web -p 127.0.0.1:8080:80 nginx') },
    { commands: on('host1', 'docker rm -f web', 'docker run -d --name web --network host --expose 8080 nginx') },
    { commands: on('host1', 'iptables -I INPUT -p tcp --dport 8080 -j ACCEPT') },
  ],
};
