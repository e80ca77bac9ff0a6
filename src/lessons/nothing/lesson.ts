import { on, type Lesson } from '../../teaching/lesson.ts';

const pid = "$(docker inspect -f '{{.State.Pid}}' vault)";

export const lesson: Lesson = {
  chapter: 'drivers',
  place: 32,
  start: on(
    'host1',
    'docker network create --internal back',
    'docker run -d --name db -h db --network back postgres',
    'docker run -d --name vault --network none busybox',
    "docker exec vault sh -c 'echo secret > /root/key'",
  ),
  steps: [
    {
      kind: 'predict',
      question: { commands: on('host1/vault', 'ip -4 addr'), ask: { about: 'interfaces', of: 'host1/vault' } },
    },
    {
      kind: 'predict',
      question: { commands: on('host1/vault', 'curl -s -m 2 http://203.0.113.10'), ask: { about: 'lost' } },
    },
    {
      kind: 'predict',
      question: { commands: on('host1', 'docker network connect back vault'), ask: { about: 'reply' }, aside: true },
    },
    {
      kind: 'do',
      goals: [
        { check: { kind: 'container', of: 'host1/vault', state: 'running', same: true } },
        { check: { kind: 'file', at: 'host1/vault', path: '/root/key', holds: 'secret' } },
        {
          check: {
            kind: 'flow',
            from: 'host1/vault',
            over: 'http',
            to: 'db',
            port: 5432,
            ends: 'reached',
            who: 'host1/db',
          },
        },
        {
          check: {
            kind: 'all',
            of: [
              { kind: 'flow', from: 'host1', over: 'http', to: '203.0.113.10', ends: 'reached', who: 'inet' },
              { kind: 'flow', from: 'host1/vault', over: 'http', to: '203.0.113.10', ends: 'fails', who: 'inet' },
            ],
          },
          says: {
            en: '`host1` reaches 203.0.113.10 on the internet, and `vault` does not.',
            ko: '`host1`은 인터넷의 203.0.113.10에 닿고, `vault`는 닿지 못합니다.',
          },
        },
      ],
    },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on('host1', 'docker network disconnect none vault', 'docker network connect back vault'),
    },
    {
      by: 'ip',
      commands: [
        ...on(
          'host1',
          'ip link add near type veth peer name far',
          "ip link set near master br-$(docker network inspect -f '{{.Id}}' back | cut -c1-12)",
          'ip link set near up',
          `ip link set far netns ${pid}`,
          `nsenter -t ${pid} -n ip addr add 172.18.0.9/16 dev far`,
          `nsenter -t ${pid} -n ip link set far up`,
        ),
        ...on('host1/vault', 'echo 172.18.0.2 db >> /etc/hosts'),
      ],
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker network connect back vault') },
    { commands: on('host1', 'docker network disconnect none vault', 'docker network connect bridge vault') },
    {
      commands: on(
        'host1',
        'docker network disconnect none vault',
        'docker network connect back vault',
        'docker network connect bridge vault',
      ),
    },
    { commands: on('host1', 'docker rm -f vault', 'docker run -d --name vault --network back busybox') },
    { commands: on('host1', 'docker network disconnect none vault', 'docker restart -t 0 vault') },
  ],
};
