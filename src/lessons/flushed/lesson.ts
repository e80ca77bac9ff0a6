import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'firewall',
  place: 30,
  start: [
    ...on('@lan', 'add host host2'),
    ...on(
      'host1',
      'docker run -d --name web -h web -p 8080:80 traefik/whoami',
      'docker run -d --name box busybox',
      'iptables -I DOCKER-USER -s 192.168.65.11 -j DROP',
      'iptables -P FORWARD DROP',
      'iptables -F FORWARD',
    ),
  ],
  steps: [
    { kind: 'read' },
    {
      kind: 'predict',
      question: { commands: on('client', 'curl -s -m 2 http://192.168.65.10:8080'), ask: { about: 'lost' } },
    },
    {
      kind: 'predict',
      question: {
        commands: on('host2', 'curl -s -m 2 http://192.168.65.10:8080'),
        ask: { about: 'counted', at: 'host1', table: 'filter', chain: 'DOCKER-USER', number: 1 },
      },
    },
    {
      kind: 'predict',
      question: {
        commands: [
          ...on('host1', 'docker restart -t 0 web'),
          ...on('client', 'curl -s -m 2 http://192.168.65.10:8080'),
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
            seenAs: '192.168.65.50',
          },
        },
        {
          check: {
            kind: 'all',
            of: [
              { kind: 'container', of: 'host1/box', state: 'running', ownStack: true },
              { kind: 'flow', from: 'host1/box', over: 'http', to: '203.0.113.10', ends: 'reached', who: 'inet' },
            ],
          },
          says: {
            en: '`box`, in a stack of its own, reaches 203.0.113.10 on the internet.',
            ko: '자기 스택을 가진 `box`가 인터넷의 203.0.113.10에 닿습니다.',
          },
        },
        {
          check: {
            kind: 'after',
            commands: on('host2', 'iptables -F OUTPUT'),
            then: {
              kind: 'all',
              of: [
                { kind: 'flow', from: 'host2', over: 'ping', to: '192.168.65.10', ends: 'reached' },
                {
                  kind: 'flow',
                  from: 'host2',
                  over: 'http',
                  to: '192.168.65.10',
                  port: 8080,
                  ends: 'fails',
                  who: 'host1/web',
                },
              ],
            },
          },
          says: {
            en: '`host2` reaches `host1` by ping, and does not reach `web` at 192.168.65.10:8080, whatever its own firewall does.',
            ko: '`host2`는 자기 방화벽이 어떻든 `host1`에 ping으로 닿고, 192.168.65.10:8080의 `web`에는 닿지 못합니다.',
          },
        },
      ],
    },
  ],
  solutions: [
    {
      by: 'iptables',
      commands: on('host1', 'iptables -A FORWARD -j DOCKER-USER', 'iptables -A FORWARD -j DOCKER-FORWARD'),
    },
    {
      by: 'iptables',
      commands: on(
        'host1',
        'iptables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
        'iptables -A FORWARD -i docker0 ! -o docker0 -j ACCEPT',
        'iptables -A FORWARD ! -s 192.168.65.11 -o docker0 -p tcp --dport 80 -j ACCEPT',
      ),
    },
    {
      by: 'other',
      commands: on(
        'host1',
        "printf '*filter\\n-A FORWARD -j DOCKER-USER\\n-A FORWARD -j DOCKER-FORWARD\\nCOMMIT\\n' | iptables-restore -n",
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker restart -t 0 web box') },
    {
      commands: [
        ...on('host1', 'iptables -P FORWARD ACCEPT'),
        ...on('host2', 'iptables -A OUTPUT -d 192.168.65.10 -j DROP'),
      ],
    },
    { commands: on('host1', 'iptables -P FORWARD ACCEPT') },
    { commands: on('host1', 'iptables -A FORWARD -j DOCKER-FORWARD', 'iptables -A FORWARD -j DOCKER-USER') },
    { commands: on('host1', 'iptables -A FORWARD -j DOCKER-FORWARD') },
    { commands: on('host1', 'iptables -A FORWARD -j DOCKER') },
    { commands: on('host1', 'docker network create shop', 'docker network connect shop web') },
    {
      commands: on(
        'host1',
        'iptables -A FORWARD -j DOCKER-USER',
        'docker rm -f web',
        'docker run -d --name web -h web -p 8080:80 traefik/whoami',
      ),
    },
  ],
};
