import type { FlowCheck } from '../../teaching/goal.ts';
import { on, type Lesson } from '../../teaching/lesson.ts';

type Sent = Pick<FlowCheck, 'from' | 'over' | 'to'>;

/** `b1` runs, and does not get this. */
const notToB1 = (sent: Sent): FlowCheck => ({ kind: 'flow', ...sent, ends: 'fails', who: 'host1/b1' });

const apartFromB1: readonly FlowCheck[] = [
  notToB1({ from: 'host1/a1', over: 'http', to: 'b1' }),
  notToB1({ from: 'host1/a1', over: 'http', to: { place: 'host1/b1' } }),
  notToB1({ from: 'host1/a1', over: 'ping', to: { place: 'host1/b1' } }),
  notToB1({ from: 'host1/a2', over: 'ping', to: { place: 'host1/b1' } }),
];

const toTheInternet = (from: string): FlowCheck => ({
  kind: 'flow',
  from,
  over: 'ping',
  to: '203.0.113.10',
  ends: 'reached',
});

export const lesson: Lesson = {
  chapter: 'walls',
  place: 21,
  start: on(
    'host1',
    'docker run -d --name a1 traefik/whoami',
    'docker run -d --name a2 traefik/whoami',
    'docker run -d --name b1 traefik/whoami',
  ),
  steps: [
    {
      kind: 'predict',
      question: {
        commands: [
          ...on(
            'host1',
            'docker network create red',
            'docker network create blue',
            'docker network connect red a1',
            'docker network connect red a2',
            'docker network connect blue b1',
          ),
          ...on('host1/a1', 'ping -c 1 -W 1 172.17.0.4'),
        ],
        ask: { about: 'end' },
        aside: true,
      },
    },
    {
      kind: 'predict',
      question: {
        commands: [
          ...on(
            'host1',
            'docker network create red',
            'docker network connect red a1',
            'docker network connect red a2',
            'docker network disconnect bridge a1',
            'docker network disconnect bridge a2',
          ),
          ...on('host1/a1', 'ping -c 1 -W 1 172.17.0.4'),
        ],
        ask: { about: 'lost' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [
        {
          check: { kind: 'flow', from: 'host1/a1', over: 'http', to: 'a2', ends: 'reached', who: 'host1/a2' },
        },
        {
          check: { kind: 'all', of: apartFromB1 },
          says: {
            en: 'Neither `a1` nor `a2` reaches `b1`: not by name, not by address.',
            ko: '`a1`도 `a2`도 이름이나 주소로 `b1`에 닿지 못합니다.',
          },
        },
        {
          check: {
            kind: 'all',
            of: [toTheInternet('host1/a1'), toTheInternet('host1/a2'), toTheInternet('host1/b1')],
          },
          says: {
            en: '`a1`, `a2` and `b1` each reach the internet.',
            ko: '`a1`, `a2`, `b1`은 모두 인터넷에 닿습니다.',
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
        'docker network create red',
        'docker network connect red a1',
        'docker network connect red a2',
        'docker network disconnect bridge a1',
        'docker network disconnect bridge a2',
      ),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f a1 a2',
        'docker network create red',
        'docker run -d --name a1 --network red busybox',
        'docker run -d --name a2 --network red nginx',
      ),
    },
    {
      by: 'iptables',
      commands: on(
        'host1',
        'docker network create red',
        'docker network connect red a1',
        'docker network connect red a2',
        'sysctl -w net.bridge.bridge-nf-call-iptables=1',
        'iptables -I DOCKER-USER -i docker0 -d 172.17.0.4 -j DROP',
      ),
    },
  ],
  pitfalls: [
    {
      commands: on(
        'host1',
        'docker network create red',
        'docker network create blue',
        'docker network connect red a1',
        'docker network connect red a2',
        'docker network connect blue b1',
      ),
    },
    {
      commands: on(
        'host1',
        'docker network create red',
        'docker network connect red a1',
        'docker network connect red a2',
        'docker network disconnect bridge a1',
      ),
    },
    {
      commands: on(
        'host1',
        'docker network create red',
        'docker network connect red a1',
        'docker network connect red a2',
        'docker network disconnect bridge b1',
      ),
    },
    {
      commands: on(
        'host1',
        'docker network create red',
        'docker network connect red a1',
        'docker network connect red a2',
        'docker stop -t 0 b1',
      ),
    },
    {
      commands: on(
        'host1',
        'docker network create red',
        'docker network connect red a1',
        'docker network connect red a2',
        'iptables -I FORWARD -d 172.17.0.4 -j DROP',
      ),
    },
  ],
};
