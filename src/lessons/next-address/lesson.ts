import { on, type Lesson } from '../../teaching/lesson.ts';

const inside = (name: string, line: string): string =>
  `nsenter -t $(docker inspect -f '{{.State.Pid}}' ${name}) -n ${line}`;

export const lesson: Lesson = {
  chapter: 'stack',
  place: 3,
  start: on(
    'host1',
    'docker run -d --name one -h one traefik/whoami',
    'docker run -d --name two -h two traefik/whoami',
  ),
  steps: [
    { kind: 'find', find: { what: 'address', of: 'host1/two' } },
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'docker restart -t 0 one'),
        ask: { about: 'address', of: 'host1/one' },
        aside: true,
      },
    },
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'docker stop -t 0 one', 'docker run -d --name three busybox', 'docker start one'),
        ask: { about: 'address', of: 'host1/one' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [
        {
          check: {
            kind: 'all',
            of: [
              { kind: 'address', of: 'host1/two', ip: '172.17.0.2' },
              { kind: 'flow', from: 'host1', over: 'http', to: '172.17.0.2', ends: 'reached', who: 'host1/two' },
            ],
          },
        },
        {
          check: {
            kind: 'all',
            of: [
              { kind: 'address', of: 'host1/one', ip: '172.17.0.3' },
              { kind: 'flow', from: 'host1', over: 'http', to: '172.17.0.3', ends: 'reached', who: 'host1/one' },
            ],
          },
        },
      ],
    },
  ],
  solutions: [
    { by: 'docker', commands: on('host1', 'docker stop -t 0 one two', 'docker start two', 'docker start one') },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker network disconnect bridge one',
        'docker network disconnect bridge two',
        'docker network connect bridge two',
        'docker network connect bridge one',
      ),
    },
    {
      by: 'ip',
      commands: on(
        'host1',
        inside('one', 'ip addr del 172.17.0.2/16 dev eth0'),
        inside('two', 'ip addr del 172.17.0.3/16 dev eth0'),
        inside('one', 'ip addr add 172.17.0.3/16 dev eth0'),
        inside('two', 'ip addr add 172.17.0.2/16 dev eth0'),
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker restart -t 0 one two') },
    { commands: on('host1', 'docker stop -t 0 one two', 'docker start one', 'docker start two') },
    { commands: on('host1', 'docker stop -t 0 one', 'docker restart -t 0 two') },
    {
      commands: on(
        'host1',
        'docker stop -t 0 one',
        'docker network disconnect bridge two',
        'docker network connect --ip 172.17.0.2 bridge two',
        'docker start one',
      ),
    },
    {
      commands: on(
        'host1',
        'iptables -t nat -A OUTPUT -d 172.17.0.2 -j DNAT --to-destination 172.17.0.3',
        'iptables -t nat -A OUTPUT -d 172.17.0.3 -j DNAT --to-destination 172.17.0.2',
      ),
    },
  ],
};
