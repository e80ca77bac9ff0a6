import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'ports',
  place: 15,
  start: on('host1', 'docker run -d --name web -p 8080:80 traefik/whoami', 'iptables -t nat -F DOCKER'),
  steps: [
    {
      kind: 'predict',
      question: { commands: on('client', 'curl -s -m 2 http://192.168.65.10:8080'), ask: { about: 'end' } },
    },
    { kind: 'watch', commands: on('client', 'curl -s -m 2 http://192.168.65.10:8080'), until: 'proxy' },
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
            seenAs: 'own',
          },
        },
      ],
    },
    {
      kind: 'predict',
      question: { commands: on('host1', 'curl -s -m 2 http://127.0.0.1:8080'), ask: { about: 'seen-source' } },
    },
  ],
  solutions: [
    { by: 'docker', commands: on('host1', 'docker restart -t 0 web') },
    {
      by: 'iptables',
      commands: on(
        'host1',
        'iptables -t nat -A DOCKER ! -i docker0 -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80',
      ),
    },
    {
      by: 'docker',
      commands: on('host1', 'docker network disconnect bridge web', 'docker network connect bridge web'),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'iptables -t nat -F POSTROUTING') },
    {
      commands: on('host1', 'iptables -t nat -A DOCKER -p tcp --dport 80 -j DNAT --to-destination 172.17.0.2:80'),
    },
    {
      commands: on('host1', 'iptables -t nat -A DOCKER -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:8080'),
    },
    {
      commands: on('host1', 'iptables -t nat -A OUTPUT -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80'),
    },
    { commands: on('host1', 'docker pause web', 'docker unpause web') },
  ],
};
