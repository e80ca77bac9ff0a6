import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import recorded from './host.recorded.json' with { type: 'json' };
import { readSnapshot, type InputFile } from './read.ts';
import type { HostFacts } from './snapshot.ts';
import { parseSnapshot, snapshotText } from './text.ts';

const outputs: Readonly<Record<string, string>> = recorded;
const commands = Object.keys(outputs).filter((command) => command !== 'script');
const output = (command: string): string => outputs[command] ?? '';

const read = (...texts: readonly (string | InputFile)[]) => {
  const reading = readSnapshot(texts.map((each) => (typeof each === 'string' ? { text: each } : each)));
  if (!reading.ok) throw new Error(JSON.stringify(reading.reason));
  return reading;
};
const hostOf = (...texts: readonly (string | InputFile)[]): HostFacts => {
  const { hosts } = read(...texts).snapshot;
  expect(hosts).toHaveLength(1);
  return hosts[0] as HostFacts;
};
const reasonOf = (text: string): string => {
  const reading = readSnapshot([{ text }]);
  return reading.ok ? 'ok' : reading.reason.kind;
};
const INSPECT = 'docker inspect $(docker ps -aq) $(docker network ls -q)';

describe('what a host prints is recognised by its content', () => {
  test.each([
    [INSPECT, ['containers', 'networks']],
    ['docker ps -a', ['container-list']],
    ['docker ps -a --no-trunc --format json', ['container-list']],
    ['docker network ls', ['network-list']],
    ['docker network ls --format json', ['network-list']],
    ['docker info --format json', ['engine']],
    ['docker version --format json', ['engine']],
    ['ip -j -d addr', ['links']],
    ['ip -d addr', ['links']],
    ['ip -j link', ['links']],
    ['ip route show table all', ['routes']],
    ['ip -j rule', ['policy']],
    ['ip rule', ['policy']],
    ['iptables-save -c', ['iptables']],
    ['ip6tables-save', ['ip6tables']],
    ['nft -j list ruleset', ['nft']],
    ['nft list ruleset', ['nft']],
    ['bridge -j fdb show', ['forwarding']],
    ['bridge fdb show', ['forwarding']],
    ['sysctl -a', ['sysctl']],
    ['ss -tulpn', ['sockets']],
    ['netstat -tulpn', ['sockets']],
    ['cat /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6', ['sockets']],
    ['cat /etc/resolv.conf', ['resolv']],
    ['script', ['script']],
  ])('%s', (command, kinds) => {
    expect(read(output(command)).recognised.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('a whole snapshot is opened alone, and is told by the name of its own file', () => {
    const whole = snapshotText(read(output(INSPECT)).snapshot);
    const { recognised, snapshot } = read({ name: 'a', text: output('ip -j -d addr') }, { name: 'b', text: whole });
    expect(recognised).toEqual([{ name: 'b', kind: 'snapshot' }]);
    expect(snapshot.hosts.map(({ stack }) => stack?.links)).toEqual([undefined]);
  });

  test('all in one paste, behind prompts, is as all in files of their own', () => {
    const paste = commands.map((command) => `root@box:~# ${command}\n${output(command)}`).join('');
    const alone = commands.map((command) => ({ text: `root@box:~# ${command}\n${output(command)}` }));
    expect(hostOf(`\ufeff${paste.replaceAll('\n', '\r\n')}root@box:~# `)).toEqual(hostOf(...alone));
    expect(hostOf(paste).name).toBe('box');
  });

  test('in any order', () => {
    const chosen = [
      INSPECT,
      'ip -j -d addr',
      'ip -j route show table all',
      'iptables-save -c',
      'ss -tulpn',
      'sysctl -a',
    ];
    const expected = hostOf(...chosen.map(output));
    fc.assert(
      fc.property(fc.shuffledSubarray(chosen, { minLength: chosen.length }), (order) => {
        expect(hostOf(order.map(output).join('\n'))).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('colours, blanks and other lines do not matter', () => {
    const coloured = output('ip -d addr').replaceAll('inet ', '\u001b[32minet\u001b[0m\u00a0');
    expect(hostOf(`Last login: today\n${coloured}\nbye\n`).stack?.links).toEqual(
      hostOf(output('ip -d addr')).stack?.links,
    );
  });
});

describe('of what is told in two ways', () => {
  test('the script says what the commands say', () => {
    const script = hostOf(output('script'));
    const pasted = hostOf(...[INSPECT, 'docker info --format json', 'ss -Hlntup'].map(output));
    expect(script.name).toBe('host1');
    expect(script.networks).toEqual(pasted.networks);
    expect(script.stack?.sockets).toEqual(pasted.stack?.sockets);
    const bare = (host: HostFacts) => host.containers?.map(({ stack: _, resolv: __, hosts: ___, ...rest }) => rest);
    expect(bare(script)).toEqual(bare(pasted));
    expect(script.engine).toEqual({ ...pasted.engine, daemon: '{}' });
    const rules = (text = '') => text.replaceAll(/\[\d+:\d+\]/g, '');
    expect(rules(script.stack?.iptables)).toBe(rules(hostOf(output('iptables-save -c')).stack?.iptables));
  });

  test('links of text are those of JSON', () => {
    const bare = (command: string) =>
      hostOf(output(command)).stack?.links?.map(({ name, kind, mac, mtu, up, master, addresses }) => ({
        name,
        kind,
        mac: kind === 'loopback' ? undefined : mac,
        mtu,
        up,
        master,
        addresses: addresses.map(({ address, prefixLength, scope }) => ({ address, prefixLength, scope })),
      }));
    expect(bare('ip -d addr')).toEqual(bare('ip -j -d addr'));
    expect(bare('ip addr')).toEqual(bare('ip -j -d addr'));
  });

  test('routes and rules of text are those of JSON', () => {
    const routes = (command: string) =>
      hostOf(output(command))
        .stack?.routes?.filter(({ family }) => family === 4)
        .map((each) => JSON.stringify(each))
        .sort();
    expect(routes('ip route show table all')).toEqual(routes('ip -j route show table all'));
    const host = hostOf(output('ip -j route show table all'));
    expect(host.stack?.routes).toContainEqual({
      family: 4,
      destination: '10.50.0.0/16',
      hops: [
        { via: '192.168.65.1', device: 'eth0', weight: 1 },
        { via: '192.168.65.50', device: 'eth0', weight: 2 },
      ],
    });
    expect(hostOf(output('ip rule')).stack?.rules).toEqual(hostOf(output('ip -j rule')).stack?.rules);
    expect(hostOf(output('ip rule')).stack?.rules).toContainEqual({
      family: 4,
      priority: 1000,
      words: ['from', '10.9.0.0/24', 'lookup', '100'],
    });
  });

  test('what listens is the same by ss, netstat and /proc', () => {
    const bare = (command: string) =>
      hostOf(output(command))
        .stack?.sockets?.map(({ protocol, address, port }) => `${protocol} ${address} ${port}`)
        .sort();
    expect(bare('netstat -tulpn')).toEqual(bare('ss -tulpn'));
    expect(bare('cat /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6')).toEqual(bare('ss -tulpn'));
    expect(hostOf(output('ss -tulpn')).stack?.sockets).toContainEqual(
      expect.objectContaining({ protocol: 'tcp', address: '0.0.0.0', port: 8080, program: 'docker-proxy' }),
    );
  });

  test('containers of `docker ps` are those of `docker inspect`, as far as it tells', () => {
    const bare = (...texts: string[]) =>
      hostOf(...texts)
        .containers?.map(({ id, name, image, status, ports = [] }) => ({
          id: id.slice(0, 12),
          name,
          image,
          status,
          ports,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(bare(output('docker ps -a'))).toEqual(bare(output(INSPECT)));
    expect(bare(output('docker ps -a --no-trunc --format json'))).toEqual(bare(output(INSPECT)));
    expect(hostOf(output('docker ps -a'), output(INSPECT))).toEqual(hostOf(output(INSPECT)));
  });

  test('tables of nft are the same of JSON and of text, without those of iptables', () => {
    const lines = (command: string) =>
      hostOf(output(command))
        .stack?.nft?.split('\n')
        .map((line) => line.trim().replaceAll(/[;"]/g, ''))
        .filter((line) => line !== '');
    expect(lines('nft -j list ruleset')?.[0]).toBe('table inet mine {');
    expect(lines('nft list ruleset')?.filter((line) => line.startsWith('table'))).toEqual(['table inet mine {']);
    expect(hostOf(output('nft -j list ruleset')).stack?.nft).toContain(
      'iifname "eth0" ip saddr @friends tcp dport { 80, 443 } counter packets 0 bytes 0 log accept',
    );
    expect(hostOf(output('nft list ruleset')).stack?.nft).toContain(
      'iifname "eth0" ip saddr @friends tcp dport { 80, 443 } counter packets 0 bytes 0 log accept',
    );
  });
});

describe('what is not about networking is not kept', () => {
  test('secrets of any field are nowhere in what is kept, whatever is pasted together', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...commands, 'script'], { minLength: 1 }), (chosen) => {
        const reading = readSnapshot(chosen.map((command) => ({ text: output(command) })));
        expect(JSON.stringify(reading)).not.toMatch(/SECRET/);
      }),
      { numRuns: 60 },
    );
  });

  test('a text in any field that is not named is nowhere in what is kept', () => {
    const values = JSON.parse(output(INSPECT)) as unknown[];
    const kept = snapshotText(read(output(INSPECT)).snapshot);
    let count = 0;
    const planted = (value: unknown): unknown => {
      if (typeof value === 'string' && !kept.includes(JSON.stringify(value.replace(/^\//, '')).slice(1, -1)))
        return `PLANTED${(count += 1)}`;
      if (Array.isArray(value)) return [...value.map(planted), 'PLANTED'];
      if (typeof value !== 'object' || value === null) return value;
      return {
        ...Object.fromEntries(Object.entries(value).map(([key, each]) => [key, planted(each)])),
        Other: 'PLANTED',
        More: { Name: 'PLANTED' },
      };
    };
    // Lists that are kept may have any word in them, and networks any name.
    const reading = readSnapshot([{ text: JSON.stringify(values.map(planted)) }]);
    expect(count).toBeGreaterThan(100);
    const lists = new Set([
      'aliases',
      'dependsOn',
      'links',
      'dnsNames',
      'extraHosts',
      'dns',
      'dnsSearch',
      'dnsOptions',
      'capAdd',
      'capDrop',
      'attachments',
      'ports',
      'bindings',
    ]);
    const text = reading.ok
      ? JSON.stringify(reading.snapshot, (key, value: unknown) => (lists.has(key) ? undefined : value))
      : '';
    expect(text).toContain('"name":"web"');
    expect(text).not.toMatch(/PLANTED/);
  });

  test('it is said what was thrown away', () => {
    const { discarded } = read(output(INSPECT), output('iptables-save'));
    expect(Object.fromEntries(discarded.map(({ kind, values }) => [kind, values.count]))).toMatchObject({
      environment: 2,
      commands: 7,
      labels: 2,
      mounts: 1,
      health: 1,
      comments: 2,
      prefixes: 2,
      options: 1,
    });
  });

  test('a name and password before an image’s registry', () => {
    const [first] = JSON.parse(output(INSPECT)) as { Config: { Image: string } }[];
    const withImage = (image: string) =>
      hostOf(JSON.stringify([{ ...first, Config: { ...first?.Config, Image: image } }]));
    expect(withImage('user:pw@reg.example.com/app:1').containers?.[0]?.image).toBe('reg.example.com/app:1');
    const digest = `app@sha256:${'0'.repeat(64)}`;
    expect(withImage(digest).containers?.[0]?.image).toBe(digest);
  });
});

describe('of which host something is', () => {
  const addr = output('ip -j -d addr');

  test('files say it by their names, prompts by theirs, the script itself', () => {
    const named = (files: readonly InputFile[]) =>
      read(...files).snapshot.hosts.map(({ name, stack }) => [name, Object.keys(stack ?? {})]);
    expect(
      named([
        { name: 'host1-ip.json', text: addr },
        { name: 'host2-ip.json', text: addr },
        { name: 'host2-iptables.txt', text: output('iptables-save') },
      ]),
    ).toEqual([
      ['host1', ['links']],
      ['host2', ['links', 'iptables']],
    ]);
    expect(
      named([{ text: `me@a:~$ ip -j addr\n${addr}[me@b ~]$ sudo iptables-save\n${output('iptables-save')}` }]),
    ).toEqual([
      ['a', ['links']],
      ['b', ['iptables']],
    ]);
    expect(
      named([
        { text: output('script') },
        { text: output('script').replace('"hostname":"host1"', '"hostname":"other"') },
      ]).map(([name]) => name),
    ).toEqual(['host1', 'other']);
  });

  test('what does not say so is of the one host', () => {
    const { snapshot } = read(output('script'), output('iptables-save'));
    expect(snapshot.hosts).toHaveLength(1);
  });

  test('what ran in a container is its own', () => {
    const host = hostOf(
      output(INSPECT),
      `root@h:~# docker exec web ip -j addr\n${addr}\nroot@h:~# ip -j route\n${output('ip -j route show table all')}`,
    );
    expect(host.containers?.find(({ name }) => name === 'web')?.stack?.links).toHaveLength(7);
    expect(host.stack?.links).toBeUndefined();
  });

  test('rules as iptables -S prints them are those of iptables-save', () => {
    const asked = `$ sudo iptables -S
-P INPUT ACCEPT
-P FORWARD DROP
-P OUTPUT ACCEPT
-N DOCKER
-A FORWARD -o docker0 -j DOCKER
$ sudo iptables -t nat -S
-P PREROUTING ACCEPT
-P INPUT ACCEPT
-P OUTPUT ACCEPT
-P POSTROUTING ACCEPT
-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
`;
    const saved = `*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:DOCKER - [0:0]
-A FORWARD -o docker0 -j DOCKER
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
COMMIT
`;
    for (const text of [asked, asked.replaceAll(/^\$.*\n/gm, '')]) {
      expect(hostOf(text).stack?.iptables).toBe(saved);
      expect(read(text).discarded).toEqual([]);
    }
  });

  test('a stack that is shared is that of the container whose it is, in whose name ever it was asked', () => {
    const container = (digit: string, name: string, NetworkMode: string) => ({
      ...{ Id: digit.repeat(64), Name: `/${name}`, State: { Status: 'running' }, Config: { Image: 'nginx' } },
      ...{ HostConfig: { NetworkMode }, NetworkSettings: { Networks: {} } },
    });
    const inspected = JSON.stringify([
      container('a', 'web', 'bridge'),
      container('b', 'cache', `container:${'a'.repeat(64)}`),
      container('c', 'probe', 'container:cache'),
      container('d', 'alone', `container:${'e'.repeat(64)}`),
    ]);
    const asked = (name: string) => `$ docker exec ${name} ss -Hlntup\ntcp LISTEN 0 511 0.0.0.0:6379 0.0.0.0:*\n`;
    const stacksOf = (...names: readonly string[]) =>
      hostOf(`${inspected}\n${names.map(asked).join('')}`).containers?.flatMap(({ name, stack }) =>
        stack?.sockets ? [name] : [],
      );
    expect(stacksOf('cache')).toEqual(['web']);
    expect(stacksOf('probe', 'cache', 'alone')).toEqual(['web', 'alone']);
    // What was started again has a stack of its own, which the others do not share.
    expect(stacksOf('web', 'cache')).toEqual(['web', 'cache']);
  });
});

describe('what cannot be read has a plain reason', () => {
  test.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['hello', 'nothing'],
    ['[{“Id”: “x”}]', 'typographic'],
    [output(INSPECT).slice(0, 5000), 'broken-json'],
    ['services:\n  web:\n    image: nginx\n', 'compose-only'],
    ['Chain INPUT (policy ACCEPT)\ntarget prot opt source destination\n', 'lesser'],
    ['eth0             UP             10.0.0.5/24 fe80::1/64 \n', 'lesser'],
    ['eth0: flags=4163<UP,BROADCAST>  mtu 1500\n        inet 10.0.0.5  netmask 255.255.255.0\n', 'lesser'],
    ['Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric\n', 'lesser'],
    ['Status: active\n\nTo                         Action      From\n--   ------      ----\n', 'lesser'],
    ['80/tcp -> 0.0.0.0:8080\n', 'lesser'],
    ['permission denied while trying to connect to the Docker daemon socket\n', 'denied'],
    ['{"version":2,"hosts":[]}', 'other-version'],
    ['{"version":1,"hosts":[]}', 'invalid'],
    ['{"version":1,"hosts":[{"name":"a","Env":["x"]}]}', 'invalid'],
    ['['.repeat(100_000), 'broken-json'],
    ['x'.repeat(16_000_001), 'too-large'],
    [`{"version":1,"hosts":[${Array(9).fill('{"name":"a"}').join()}]}`, 'too-much'],
  ])('%#: %.20s', (text, kind) => {
    expect(reasonOf(text)).toBe(kind);
  });
});

test('what is kept is one text that reads as the same', () => {
  const { snapshot } = read(output('script'));
  const text = snapshotText(snapshot);
  expect(text).not.toMatch(/[\n']/);
  expect(parseSnapshot(text)).toEqual({ ok: true, snapshot });
  expect(read(text).snapshot).toEqual(snapshot);
});

test('what is missing is told', () => {
  const kinds = read(output(INSPECT)).assumed.map(({ kind }) => kind);
  expect(kinds).toEqual([
    'no-links',
    'no-routes',
    'no-iptables',
    'no-ip6tables',
    'no-sockets',
    'no-sysctl',
    'no-daemon',
    'no-stacks',
  ]);
  expect(read(output('script')).assumed).toEqual([]);
});

test('very many empty lines are read as fast as any', () => {
  const neighbours = '[{"dst":"10.0.0.2","dev":"eth0","lladdr":"02:42:0a:00:00:02","state":["STALE"]}]';
  for (const end of ['\r', '\n', '\r\n', ' ', '\t'])
    expect(() => readSnapshot([{ name: 'host.txt', text: `${neighbours}\n${end.repeat(150_000)}` }])).not.toThrow();
});
