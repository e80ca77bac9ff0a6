import { on, type Lesson } from '../../teaching/lesson.ts';

const fromHost2 = on('host2', 'curl -s -m 2 http://192.168.65.10:8080');

export const lesson: Lesson = {
  chapter: 'firewall',
  place: 27,
  start: [
    ...on('@lan', 'add host host2'),
    ...on(
      'host1',
      'docker run -d --name shop -h shop -p 8080:80 traefik/whoami',
      'docker run -d --name news -h news -p 8081:80 traefik/whoami',
      'iptables -I DOCKER-USER -s 192.168.65.11 -p tcp --dport 8080 -j DROP',
    ),
  ],
  steps: [
    { kind: 'read' },
    {
      kind: 'predict',
      question: { commands: fromHost2, ask: { about: 'destination-at', at: 'host1', chain: 'DOCKER-USER' } },
    },
    { kind: 'find', find: { what: 'rule', commands: fromHost2, at: 'host1', table: 'nat' } },
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
            who: 'host1/shop',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '192.168.65.10',
            port: 8081,
            ends: 'reached',
            who: 'host1/news',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host2',
            over: 'http',
            to: '192.168.65.10',
            port: 8081,
            ends: 'reached',
            who: 'host1/news',
          },
        },
        {
          check: {
            kind: 'after',
            commands: on('host2', 'iptables -F OUTPUT', 'iptables -t raw -F OUTPUT', 'iptables -t nat -F OUTPUT'),
            then: {
              kind: 'flow',
              from: 'host2',
              over: 'http',
              to: '192.168.65.10',
              port: 8080,
              ends: 'fails',
              who: 'host1/shop',
            },
          },
          says: {
            en: '`host2` does not reach `shop` at 192.168.65.10:8080, whatever its own firewall does.',
            ko: '`host2`는 자기 방화벽이 어떻든 192.168.65.10:8080의 `shop`에 닿지 못합니다.',
          },
        },
      ],
    },
  ],
  solutions: [
    {
      by: 'iptables',
      commands: on(
        'host1',
        'iptables -I DOCKER-USER -s 192.168.65.11 -p tcp -m conntrack --ctorigdstport 8080 -j DROP',
      ),
    },
    {
      by: 'iptables',
      commands: on('host1', 'iptables -t raw -A PREROUTING -s 192.168.65.11 -p tcp --dport 8080 -j DROP'),
    },
    { by: 'ip', commands: on('host1', 'docker exec --privileged shop ip route add blackhole 192.168.65.11') },
  ],
  pitfalls: [
    { commands: on('host1', 'iptables -I INPUT -s 192.168.65.11 -p tcp --dport 8080 -j DROP') },
    { commands: on('host1', 'iptables -I DOCKER-USER -s 192.168.65.11 -p tcp --dport 80 -j DROP') },
    { commands: on('host1', 'iptables -I DOCKER-USER -p tcp -m conntrack --ctorigdstport 8080 -j DROP') },
    { commands: on('host1', 'iptables -t nat -I DOCKER -s 192.168.65.11 -p tcp --dport 8080 -j RETURN') },
    { commands: on('host2', 'iptables -I OUTPUT -d 192.168.65.10 -p tcp --dport 8080 -j DROP') },
    { commands: on('host1', 'docker stop -t 0 shop') },
  ],
};
