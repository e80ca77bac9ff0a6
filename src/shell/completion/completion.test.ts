import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../run.ts';
import type { Grammar, Value } from '../tool/grammar.ts';
import { programNamed, tools } from '../tools.ts';
import { bashTools } from '../bash/commands.ts';
import { namesOf } from '../tool/tool.ts';
import { createLab } from '../../world/lab.ts';
import type { World } from '../../world/world.ts';
import { commonPart } from './candidates.ts';
import { complete, completeLoading } from './completion.ts';
import { offered } from './follow.ts';

let world: World;

beforeAll(async () => {
  world = createLab({ seed: 1 });
  for (const line of [
    'docker network create shop',
    'docker run -d --name webserver --network shop nginx',
    'docker create --name idle nginx',
  ])
    world = (await run(world, 'host1', line)).world;
});

/** The line after Tab. */
const tab = (line: string, place = 'host1'): string => {
  const completion = complete(world, place, line);
  return line.slice(0, completion.from) + (commonPart(completion) ?? line.slice(completion.from));
};

describe('what Tab makes of a line', () => {
  test.each([
    ['dock', 'docker'],
    ['ls; dock', 'ls; docker'],
    ['docker netw', 'docker network '],
    ['docker network ins', 'docker network inspect '],
    ['docker network inspect sh', 'docker network inspect shop '],
    ['docker network connect shop web', 'docker network connect shop webserver '],
    ['docker stop ', 'docker stop webserver '],
    ['docker start id', 'docker start idle '],
    ['docker run -d --network sh', 'docker run -d --network shop '],
    ['docker run --network=sh', 'docker run --network=shop '],
    ['docker run --name x busy', 'docker run --name x busybox '],
    ['docker run --detac', 'docker run --detach'],
    ['curl http://webs', 'curl http://webserver '],
    ['ping 172.18', 'ping 172.18.0.2 '],
    ['docker exec webserver cat /etc/hostn', 'docker exec webserver cat /etc/hostname '],
    ['docker exec webserver docke', 'docker exec webserver docke'],
    ['docker run --rm busybox pin', 'docker run --rm busybox ping'],
    ['cat /etc/resol', 'cat /etc/resolv.conf '],
    ['cat /et', 'cat /etc/'],
    ['cd /etc; cat ./resol', 'cd /etc; cat ./resol'],
    ['cat < /etc/hostn', 'cat < /etc/hostname '],
    ['cd /etc/hostn', 'cd /etc/hostn'],
    ['ls /sys/class/net/doc', 'ls /sys/class/net/docker0/'],
    ['sysctl net.ipv4.ip_forward', 'sysctl net.ipv4.ip_forward'],
    ['sysctl net.ipv4.co', 'sysctl net.ipv4.conf.'],
    ['ip ad', 'ip address '],
    ['ip a', 'ip address '],
    ['ip addr sh', 'ip addr show '],
    ['ip addr show dev do', 'ip addr show dev docker0 '],
    ['ip a s doc', 'ip a s docker0 '],
    ['ip route g', 'ip route get '],
    ['ip route get 172.18', 'ip route get 172.18.0.2 '],
    ['ip -det', 'ip -details '],
    ['bridge fdb show br doc', 'bridge fdb show br docker0 '],
    ['iptables -t nat -L POSTR', 'iptables -t nat -L POSTROUTING '],
    ['iptables -L DOCKER-U', 'iptables -L DOCKER-USER '],
    ['iptables -t na', 'iptables -t nat '],
    ['iptables -t nat -A POSTROUTING -j MASQ', 'iptables -t nat -A POSTROUTING -j MASQUERADE '],
    ['iptables -A FORWARD -i dock', 'iptables -A FORWARD -i docker0 '],
    ['ping -I ', 'ping -I '],
    ['ping -I eth', 'ping -I eth0 '],
    ['ping webs', 'ping webserver '],
    ['curl --inc', 'curl --include '],
    ['curl --output=/etc/host', 'curl --output=/etc/host'],
    ['curl --interface eth', 'curl --interface eth0 '],
    ['dig @203', 'dig @203.0.113.53 '],
    ['dig +sho', 'dig +short '],
    ['tcpdump -i doc', 'tcpdump -i docker0 '],
    ['tcpdump -n host 172.18', 'tcpdump -n host 172.18.0.2 '],
    ['ss --list', 'ss --listening '],
    ['ss state est', 'ss state established '],
    ['timeout 5 cur', 'timeout 5 curl '],
    ['timeout 5 curl http://webs', 'timeout 5 curl http://webserver '],
    ['nohup pin', 'nohup ping'],
    ['/usr/bin/nothing', '/usr/bin/nothing'],
    ['docker nothing', 'docker nothing'],
    ['docker network nothing x', 'docker network nothing x'],
  ])('%s', (typed, completed) => {
    expect(tab(typed)).toBe(completed);
  });

  test('where there is no docker there is none to complete', () => {
    expect(tab('dock', 'client')).toBe('dock');
    expect(complete(world, 'host1/webserver', 'docker st').candidates).toEqual([]);
  });

  test('at a place: its own interfaces and files', () => {
    expect(tab('ip addr show ve', 'host1/webserver')).toBe('ip addr show ve');
    expect(tab('ip addr show et', 'host1/webserver')).toBe('ip addr show eth0 ');
    expect(tab('dig @127', 'host1/webserver')).toBe('dig @127.0.0.11 ');
    expect(complete(world, 'client', 'cat /').candidates).toContain('etc/');
  });

  test('relative paths begin where the shell stands', async () => {
    const moved = (await run(world, 'host1', 'cd /etc')).world;
    expect(complete(moved, 'host1', 'cat resol').candidates).toEqual(['resolv.conf']);
    expect(complete(moved, 'host1', 'cat ../etc/resol').candidates).toEqual(['resolv.conf']);
  });

  test('several candidates share what they have in common', () => {
    const { candidates } = complete(world, 'host1', 'docker st');
    expect(candidates).toEqual(['stack', 'start', 'stats', 'stop']);
    expect(tab('docker st')).toBe('docker st');
  });
});

const valuesOf = (value: Value): readonly string[] => (typeof value === 'string' ? ['1'] : value);

/** Every way in which a grammar lets one begin. */
function* uses(name: string, grammar: Grammar): Generator<string> {
  const { options = [], words = {} } = grammar;
  for (const offer of offered(grammar).filter((each) => each !== '')) {
    const { value, optional } = options.find(({ names }) => names.includes(offer)) ?? {};
    if (value === undefined || optional) yield `${name} ${offer}`;
    else for (const each of valuesOf(value)) yield `${name} ${offer} ${each}`;
  }
  for (const [word, inner] of Object.entries(words)) {
    yield `${name} ${word}`;
    yield* uses(`${name} ${word}`, inner);
  }
}

/** What must stand before options that only mean something behind others. */
const match = '-A INPUT -p tcp -m tcp -m conntrack -m state -m comment';
const dnat = '-t nat -A PREROUTING -p tcp -j DNAT';
const snat = '-t nat -A POSTROUTING -p tcp -j SNAT';
const leadsOf = (name: string): readonly string[] =>
  /^ip6?tables/.test(name) ? [match, dnat, snat] : name === 'conntrack' ? ['-L', '-L -p tcp'] : [];

async function isKnown(line: string): Promise<boolean> {
  const { stdout, stderr, exit } = await run(world, 'host1', `timeout 1 ${line} < /dev/null`);
  return (
    exit !== 127 && !/(invalid|unrecognized|unknown|illegal|bad) option|is unknown|not found/i.test(stderr + stdout)
  );
}

test.each([...tools.filter(({ imagesOnly }) => !imagesOnly), ...bashTools].flatMap(namesOf))(
  'what is offered behind %s is known to it',
  async (name) => {
    const refused: string[] = [];
    for (const line of uses(name, programNamed(name)?.grammar ?? {})) {
      const ways = ['', ...leadsOf(name)].map((lead) => line.replace(name, `${name} ${lead}`));
      const known = await Promise.all(ways.map(isKnown));
      if (!known.includes(true)) refused.push(line);
    }
    expect(refused).toEqual([]);
  },
);

test('compose completes its commands, their flags, and the services of the files in the folder', async () => {
  const file = String.raw`printf 'services:\n  shopfront: {image: nginx}\n  till: {image: redis, profiles: [x]}\n' > compose.yaml`;
  const { world: after } = await run(world, 'host1', file);
  const offers = async (line: string) => (await completeLoading(after, 'host1', line)).candidates;
  expect(await offers('docker compose ')).toContain('up');
  expect(await offers('docker compose -f compose.yaml dow')).toEqual(['down']);
  expect(await offers('docker compose up --rem')).toEqual(['--remove-orphans']);
  expect(await offers('docker compose logs ')).toEqual(['shopfront', 'till']);
  expect(await offers('docker-compose logs sh')).toEqual(['shopfront']);
  expect(await offers('docker compose exec till ifc')).toEqual(['ifconfig']);
});
