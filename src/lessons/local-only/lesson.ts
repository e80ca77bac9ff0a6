import { on, type Lesson } from '../../teaching/lesson.ts';
import type { Check } from '../../teaching/goal.ts';
import type { Place } from '../../world/world.ts';

const LOCALLY = 'curl -s -m 2 http://127.0.0.1:5432';

const keptOut = (from: Place): Check => ({
  kind: 'flow',
  from,
  over: 'tcp',
  to: '192.168.65.10',
  port: 5432,
  ends: 'fails',
  who: 'host1/db',
});

export const lesson: Lesson = {
  chapter: 'localhost',
  place: 9,
  start: on('host1', 'docker run -d --name db -h db -p 5432:5432 postgres'),
  steps: [
    {
      kind: 'predict',
      question: {
        commands: on('client', 'curl -s -m 2 http://192.168.65.10:5432'),
        ask: { about: 'base-chain', at: 'host1' },
      },
    },
    {
      kind: 'predict',
      question: { commands: on('host1', LOCALLY), ask: { about: 'listener', at: 'host1', port: 5432 } },
    },
    {
      kind: 'do',
      goals: [
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
        { check: keptOut('client') },
        { check: keptOut('inet') },
        { check: { kind: 'flow', from: 'client', over: 'ping', to: '192.168.65.10', ends: 'reached' } },
        { check: { kind: 'flow', from: 'host1/db', over: 'http', to: '203.0.113.10', ends: 'reached' } },
      ],
    },
    { kind: 'watch', commands: on('host1', LOCALLY), until: 'proxy' },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on('host1', 'docker rm -f db', 'docker run -d --name db -h db -p 127.0.0.1:5432:5432 postgres'),
    },
    {
      by: 'iptables',
      commands: on('host1', 'iptables -I DOCKER-USER -i eth0 -p tcp --dport 5432 -j DROP'),
    },
    {
      by: 'iptables',
      commands: on('host1', 'iptables -t raw -A PREROUTING -i eth0 -p tcp --dport 5432 -j DROP'),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'iptables -I INPUT -i eth0 -p tcp --dport 5432 -j DROP') },
    { commands: on('host1', 'docker rm -f db', 'docker run -d --name db -h db postgres') },
    { commands: on('host1', 'docker stop -t 0 db') },
    { commands: on('host1', 'docker rm -f db', 'docker run -d --name db --network host postgres') },
    {
      commands: on('host1', 'docker rm -f db', 'docker run -d --name db -h db -p 192.168.65.10:5432:5432 postgres'),
    },
    { commands: on('host1', 'iptables -I DOCKER-USER -s 192.168.65.50 -j DROP') },
    { commands: on('host1', 'iptables -t nat -F DOCKER') },
    { commands: on('host1', 'ip link set eth0 down') },
    { commands: on('host1', 'iptables -I DOCKER-USER -i eth0 -j DROP') },
    { commands: on('host1', 'sysctl -w net.ipv4.ip_forward=0') },
  ],
};
