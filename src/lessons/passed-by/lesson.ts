import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'firewall',
  place: 26,
  start: on(
    'host1',
    'docker run -d --name web -p 8080:80 traefik/whoami',
    'iptables -A INPUT -p tcp --dport 8080 -j DROP',
  ),
  steps: [
    {
      kind: 'predict',
      question: {
        commands: on('client', 'curl -s -m 2 http://192.168.65.10:8080'),
        ask: { about: 'counted', at: 'host1', table: 'filter', chain: 'INPUT', number: 1 },
      },
    },
    {
      kind: 'find',
      find: {
        what: 'rule',
        commands: on('client', 'curl -s -m 2 http://192.168.65.10:8080'),
        at: 'host1',
        table: 'filter',
      },
    },
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'curl -s -m 2 http://127.0.0.1:8080'),
        ask: { about: 'lost' },
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
            ends: 'fails',
            who: 'host1/web',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1',
            over: 'http',
            to: '127.0.0.1',
            port: 8080,
            ends: 'reached',
            who: 'host1/web',
          },
        },
      ],
    },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on(
        'host1',
        'iptables -F INPUT',
        'docker rm -f web',
        'docker run -d --name web -p 127.0.0.1:8080:80 traefik/whoami',
      ),
    },
    {
      by: 'iptables',
      commands: on('host1', 'iptables -F INPUT', 'iptables -I DOCKER-USER -i eth0 -p tcp --dport 80 -j DROP'),
    },
    {
      by: 'iptables',
      commands: on(
        'host1',
        'iptables -I INPUT -i lo -j ACCEPT',
        'iptables -I DOCKER-USER -i eth0 -m conntrack --ctorigdstport 8080 -j DROP',
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'iptables -F INPUT', 'iptables -A INPUT -i eth0 -p tcp --dport 80 -j DROP') },
    { commands: on('host1', 'iptables -F INPUT', 'iptables -I DOCKER-USER -i eth0 -p tcp --dport 8080 -j DROP') },
    { commands: on('host1', 'iptables -F INPUT', 'docker stop -t 0 web') },
    {
      commands: on('host1', 'docker rm -f web', 'docker run -d --name web -p 127.0.0.1:8080:80 traefik/whoami'),
    },
    { commands: on('host1', 'iptables -P INPUT DROP') },
    { commands: on('host1', 'iptables -F INPUT', 'iptables -P FORWARD DROP') },
  ],
};
