import { on, type Lesson } from '../../teaching/lesson.ts';

const straight = on('client', 'curl -s -m 2 http://172.30.0.10');
const lab = (options: string): string => `docker network create --subnet 172.30.0.0/24 ${options} lab`;
const web = (published: string): string =>
  `docker run -d --name web -h web --network lab --ip 172.30.0.10 -p ${published} traefik/whoami`;
const anew = (options: string, published = '8080:80') =>
  on('host1', 'docker rm -f web', 'docker network rm lab', lab(options), web(published));

export const lesson: Lesson = {
  chapter: 'firewall',
  place: 29,
  start: [
    ...on('client', 'ip route add 172.30.0.0/24 via 192.168.65.10'),
    ...on('host1', 'docker network create --subnet 172.30.0.0/24 lab', web('8080:80')),
  ],
  steps: [
    { kind: 'predict', question: { commands: straight, ask: { about: 'lost' } } },
    { kind: 'find', find: { what: 'rule', commands: straight, at: 'host1', table: 'raw' } },
    {
      kind: 'predict',
      question: {
        commands: [...on('host1', 'iptables -I DOCKER-USER -d 172.30.0.10 -j ACCEPT'), ...straight],
        ask: { about: 'end' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [
        { check: { kind: 'address', of: 'host1/web', ip: '172.30.0.10' } },
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '172.30.0.10',
            ends: 'reached',
            who: 'host1/web',
            seenAs: '192.168.65.50',
          },
        },
        {
          check: {
            kind: 'after',
            commands: on('host1', 'docker run -d --name port-81 --network container:web busybox nc -lk 81'),
            then: {
              kind: 'all',
              of: [
                { kind: 'flow', from: 'host1/web', over: 'tcp', to: '127.0.0.1', port: 81, ends: 'reached' },
                { kind: 'flow', from: 'client', over: 'tcp', to: '172.30.0.10', port: 81, ends: 'fails' },
              ],
            },
          },
          says: {
            en: 'If another program listened on port 81 in the stack of `web`, the client would not reach it.',
            ko: '`web`의 스택에서 다른 프로그램이 81번 포트에서 수신 대기하더라도 클라이언트는 그 프로그램에 닿지 못합니다.',
          },
        },
      ],
    },
  ],
  solutions: [
    { by: 'docker', commands: anew('-o com.docker.network.bridge.gateway_mode_ipv4=routed', '80') },
    {
      by: 'iptables',
      commands: on('host1', 'iptables -t raw -I PREROUTING -d 172.30.0.10 -p tcp --dport 80 -j ACCEPT'),
    },
    { by: 'docker', commands: anew('-o com.docker.network.bridge.trusted_host_interfaces=eth0') },
  ],
  pitfalls: [
    { commands: on('host1', 'iptables -I DOCKER-USER -d 172.30.0.10 -j ACCEPT') },
    { commands: on('host1', 'iptables -P FORWARD ACCEPT') },
    { commands: anew('-o com.docker.network.bridge.gateway_mode_ipv4=nat-unprotected') },
    { commands: on('host1', 'iptables -t raw -F PREROUTING', 'iptables -I DOCKER-USER -d 172.30.0.10 -j ACCEPT') },
    {
      commands: on(
        'host1',
        'docker rm -f web',
        'docker network rm lab',
        'docker network create -d ipvlan -o ipvlan_mode=l3 -o parent=eth0 --subnet 172.30.0.0/24 lab',
        'docker run -d --name web -h web --network lab --ip 172.30.0.10 traefik/whoami',
      ),
    },
  ],
};
