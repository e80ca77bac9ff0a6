import { on, type Lesson } from '../../teaching/lesson.ts';
import type { Check } from '../../teaching/goal.ts';
import type { Place } from '../../world/world.ts';

const published = (port: number, who: Place): Check => ({
  kind: 'flow',
  from: 'client',
  over: 'http',
  to: '192.168.65.10',
  port,
  ends: 'reached',
  who,
});

export const lesson: Lesson = {
  chapter: 'ports',
  place: 13,
  start: on(
    'host1',
    'docker run -d --name one -h one -p 8080:80 traefik/whoami',
    'docker run -d --name two -h two -p 8080:80 traefik/whoami',
  ),
  steps: [
    { kind: 'predict', question: { commands: on('host1', 'docker ps -a'), ask: { about: 'state', of: 'host1/two' } } },
    {
      kind: 'predict',
      question: {
        commands: on('host1', 'docker run -d --name two -h two -p 8081:80 traefik/whoami'),
        ask: { about: 'reply' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [{ check: published(8080, 'host1/one') }, { check: published(8081, 'host1/two') }],
    },
    { kind: 'watch', commands: on('client', 'curl -s -m 2 http://192.168.65.10:8081'), until: 'rewrite' },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on('host1', 'docker rm two', 'docker run -d --name two -h two -p 8081:80 traefik/whoami'),
    },
    {
      by: 'iptables',
      commands: on(
        'host1',
        'docker rm two',
        'docker run -d --name two -h two traefik/whoami',
        'iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8081 -j DNAT --to-destination 172.17.0.3:80',
        'iptables -I DOCKER-USER -d 172.17.0.3 -p tcp --dport 80 -j ACCEPT',
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker run -d --name two -h two -p 8081:80 traefik/whoami') },
    { commands: on('host1', 'docker rm two', 'docker run -d --name two -h two -p 8080:81 traefik/whoami') },
    { commands: on('host1', 'docker rm two', 'docker run -d --name two -h two -p 8081:81 traefik/whoami') },
    { commands: on('host1', 'docker start two') },
    { commands: on('host1', 'docker stop -t 0 one', 'docker start two') },
    { commands: on('host1', 'docker run -d --name three -h two -p 8081:80 traefik/whoami') },
  ],
};
