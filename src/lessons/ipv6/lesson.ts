import { on, type Lesson } from '../../teaching/lesson.ts';

/** How a command runs in a container's stack, by hand. */
const inside = (name: string): string => `nsenter -t $(docker inspect -f '{{.State.Pid}}' ${name}) -n`;
const addressed = (name: string, address: string): readonly string[] => [
  `${inside(name)} sysctl -w net.ipv6.conf.eth0.disable_ipv6=0`,
  `${inside(name)} ip addr add ${address}/64 dev eth0`,
  `${inside(name)} ip -6 route add default via fd00:18::1`,
];

const toClient = on('host1/box', 'ping -c 1 -W 1 2001:db8:65::50');

export const lesson: Lesson = {
  chapter: 'drivers',
  place: 35.1,
  start: [
    ...on('client', 'ip addr add 2001:db8:65::50/64 dev eth0'),
    ...on(
      'host1',
      'ip addr add 2001:db8:65::10/64 dev eth0',
      'docker network create shop',
      'docker run -d --name web --network shop -p 8080:80 nginx',
      'docker run -d --name box --network shop busybox',
    ),
  ],
  steps: [
    {
      kind: 'predict',
      question: {
        commands: on('client', 'curl -s -m 2 http://[2001:db8:65::10]:8080'),
        ask: { about: 'seen-source' },
      },
    },
    { kind: 'predict', question: { commands: toClient, ask: { about: 'lost' } } },
    {
      kind: 'do',
      goals: [
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '2001:db8:65::10',
            port: 8080,
            ends: 'reached',
            who: 'host1/web',
            seenAs: '2001:db8:65::50',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1/box',
            over: 'http',
            to: { place: 'host1/web', family: 6 },
            ends: 'reached',
            who: 'host1/web',
            seenAs: 'own',
          },
          says: {
            en: '`box` gets the page of `web` at an IPv6 address of `web`, and is seen as itself.',
            ko: '`box`가 `web`의 IPv6 주소에서 페이지를 받고, `web`에는 `box` 자신의 주소가 보입니다.',
          },
        },
        {
          check: {
            kind: 'all',
            of: [
              { kind: 'container', of: 'host1/box', state: 'running', ownStack: true },
              { kind: 'container', of: 'host1/web', state: 'running', ownStack: true },
              { kind: 'flow', from: 'host1/box', over: 'ping', to: '2001:db8:65::50', ends: 'reached', who: 'client' },
            ],
          },
          says: {
            en: '`box`, in a stack of its own, reaches the client at 2001:db8:65::50.',
            ko: '자기 스택을 가진 `box`가 2001:db8:65::50의 클라이언트에 닿습니다.',
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
            who: 'host1/web',
          },
        },
      ],
    },
    { kind: 'predict', question: { commands: toClient, ask: { about: 'seen-source' } } },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker network create --ipv6 six',
        'docker network connect six web',
        'docker network connect six box',
      ),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f web box',
        'docker network rm shop',
        'docker network create --ipv6 --subnet fd00:30::/64 shop',
        'docker run -d --name web --network shop -p 8080:80 nginx',
        'docker run -d --name box --network shop busybox',
      ),
    },
    {
      by: 'ip',
      commands: on(
        'host1',
        'sysctl -w net.ipv6.conf.all.forwarding=1',
        "ip addr add fd00:18::1/64 dev br-$(docker network inspect -f '{{.Id}}' shop | cut -c1-12)",
        ...addressed('web', 'fd00:18::2'),
        ...addressed('box', 'fd00:18::3'),
        'ip6tables -t nat -A PREROUTING -d 2001:db8:65::10 -p tcp --dport 8080 -j DNAT --to-destination [fd00:18::2]:80',
        'ip6tables -t nat -A POSTROUTING -s fd00:18::/64 -o eth0 -j MASQUERADE',
      ),
    },
  ],
  pitfalls: [
    {
      commands: on(
        'host1',
        'docker network create --subnet fd00:30::/64 six',
        'docker network connect six web',
        'docker network connect six box',
      ),
    },
    {
      commands: on('host1', 'docker rm -f web', 'docker run -d --name web --network shop -p [::]:8080:80 nginx'),
    },
    { commands: on('host1', 'sysctl -w net.ipv6.conf.all.forwarding=1') },
    {
      commands: on('host1', 'docker network create --ipv6 six', 'docker network connect six box'),
    },
    {
      commands: on(
        'host1',
        'docker network create --ipv6 --internal six',
        'docker network connect six web',
        'docker network connect six box',
      ),
    },
    {
      commands: on(
        'host1',
        'docker rm -f web box',
        'docker run -d --name web --network host nginx',
        'docker run -d --name box --network host busybox',
      ),
    },
  ],
};
