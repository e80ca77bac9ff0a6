import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'firewall',
  place: 26.5,
  start: on(
    'host1',
    'docker run -d --name db -p 5432:5432 postgres',
    'docker run -d --name shop -p 8080:80 traefik/whoami',
    'docker run -d --name admin --network host nginx',
    'ufw allow 8080/tcp',
    'ufw deny 5432/tcp',
    'ufw --force enable',
  ),
  steps: [
    {
      kind: 'predict',
      question: { commands: on('client', 'curl -s -m 2 http://192.168.65.10'), ask: { about: 'end' } },
    },
    {
      kind: 'predict',
      question: { commands: on('client', 'curl -s -m 2 http://192.168.65.10:5432'), ask: { about: 'end' } },
    },
    {
      kind: 'find',
      find: {
        what: 'rule',
        commands: on('client', 'curl -s -m 2 http://192.168.65.10:5432'),
        at: 'host1',
        table: 'filter',
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
            port: 5432,
            ends: 'fails',
            who: 'host1/db',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1',
            over: 'http',
            to: '127.0.0.1',
            port: 5432,
            ends: 'reached',
            who: 'host1/db',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '192.168.65.10',
            port: 8080,
            ends: 'reached',
            who: 'host1/shop',
          },
        },
        {
          check: { kind: 'flow', from: 'client', over: 'http', to: '192.168.65.10', ends: 'fails', who: 'host1/admin' },
        },
      ],
    },
  ],
  solutions: [
    {
      by: 'iptables',
      commands: on('host1', 'iptables -I DOCKER-USER -i eth0 -m conntrack --ctorigdstport 5432 -j DROP'),
    },
    {
      by: 'docker',
      commands: on('host1', 'docker rm -f db', 'docker run -d --name db -p 127.0.0.1:5432:5432 postgres'),
    },
    {
      by: 'iptables',
      commands: on('host1', 'iptables -I DOCKER-USER -i eth0 -p tcp --dport 5432 -j REJECT'),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'ufw insert 1 deny from any to any port 5432', 'ufw reload') },
    { commands: on('host1', 'ufw route deny proto tcp from any to any port 5432') },
    { commands: on('host1', 'ufw default deny routed') },
    { commands: on('host1', 'iptables -I INPUT -p tcp --dport 5432 -j DROP') },
    { commands: on('host1', 'iptables -I DOCKER-USER -i eth0 -j DROP') },
    { commands: on('host1', 'docker rm -f db', 'docker run -d --name db postgres') },
    {
      commands: on(
        'host1',
        'ufw disable',
        'docker rm -f db',
        'docker run -d --name db -p 127.0.0.1:5432:5432 postgres',
      ),
    },
  ],
};
