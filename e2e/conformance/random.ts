import { below, shuffled } from '../../src/engine/random.ts';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { engineHost } from '../../src/world/place.ts';
import { createLab } from '../../src/world/lab.ts';
import type { World } from '../../src/world/world.ts';

interface Dice {
  state: number;
}

/** Servers of the lab, and the port each answers on. */
const SERVERS: readonly (readonly [image: string, port: number])[] = [
  ['traefik/whoami', 80],
  ['httpd', 80],
  ['redis', 6379],
  ['postgres', 5432],
];
const SLEEPERS = ['alpine', 'busybox', 'ubuntu:22.04', 'nicolaka/netshoot'];
const NETWORKS = ['front', 'back', 'mid', 'edge', 'data', 'ops'];
const NAMES = ['web', 'api', 'db', 'cache', 'shop', 'job', 'auth', 'mail'];
const ALIASES = ['app', 'svc', 'store'];

const pick = <T>(dice: Dice, items: readonly T[]): T => items[below(dice, items.length)] as T;
const chance = (dice: Dice, percent: number): boolean => below(dice, 100) < percent;

interface Network {
  name: string;
  options: string;
}

interface Planned {
  name: string;
  image: string;
  port?: number;
  /** bridge, host, none, a network's name, or container:NAME. */
  mode: string;
  published?: number;
  loopback: boolean;
  alias?: string;
  also: string[];
}

interface Topology {
  networks: Network[];
  containers: Planned[];
  rules: string[];
}

function networks(dice: Dice): Network[] {
  return shuffled(dice, NETWORKS)
    .slice(0, 1 + below(dice, 3))
    .map((name, i) => {
      const options = [
        chance(dice, 40) ? `--subnet 10.${20 + i}.${below(dice, 200)}.0/24` : '',
        chance(dice, 20) ? '--internal' : '',
        chance(dice, 15) ? '-o com.docker.network.bridge.enable_icc=false' : '',
        chance(dice, 10) ? '-o com.docker.network.bridge.enable_ip_masquerade=false' : '',
        chance(dice, 10)
          ? `-o com.docker.network.bridge.gateway_mode_ipv4=${pick(dice, ['routed', 'nat-unprotected'])}`
          : '',
      ];
      const chosen = options[1] ? options.slice(0, 3) : options;
      return { name, options: chosen.filter(Boolean).join(' ') };
    });
}

function containers(dice: Dice, nets: readonly Network[]): Planned[] {
  const planned: Planned[] = [];
  const names = shuffled(dice, NAMES).slice(0, 3 + below(dice, 4));
  for (const [i, name] of names.entries()) {
    const server = chance(dice, 70) ? pick(dice, SERVERS) : undefined;
    const onBridge = planned.filter(({ mode }) => mode !== 'host' && mode !== 'none' && !mode.startsWith('container:'));
    const joined = chance(dice, 8) && !server && onBridge.length > 0 ? pick(dice, onBridge) : undefined;
    const mode = joined
      ? `container:${joined.name}`
      : pick(dice, ['bridge', ...nets.flatMap(({ name: n }) => [n, n, n]), ...(server ? [] : ['host', 'none'])]);
    const userDefined = nets.some(({ name: n }) => n === mode);
    const attachable = userDefined || mode === 'bridge';
    planned.push({
      name,
      image: server?.[0] ?? pick(dice, SLEEPERS),
      ...(server && { port: server[1] }),
      mode,
      ...(server && attachable && chance(dice, 55) && { published: 8400 + i }),
      loopback: chance(dice, 15),
      ...(userDefined && chance(dice, 30) && { alias: pick(dice, ALIASES) }),
      also: attachable ? nets.map(({ name: n }) => n).filter((n) => n !== mode && chance(dice, 25)) : [],
    });
  }
  return planned;
}

function rules(dice: Dice): string[] {
  const some = [
    'iptables -I DOCKER-USER -i eth0 -p tcp -m conntrack --ctorigdstport 8401 -j DROP',
    'iptables -I DOCKER-USER -s 172.17.0.0/16 -j REJECT',
    'iptables -A INPUT -p icmp -j DROP',
    'iptables -I DOCKER-USER -i eth0 -j ACCEPT',
  ];
  return chance(dice, 35) ? [pick(dice, some)] : [];
}

const runLine = ({ name, image, mode, published, port, loopback, alias }: Planned): string =>
  [
    `docker run -d --name ${name}`,
    mode === 'bridge' ? '' : `--network ${mode}`,
    alias ? `--network-alias ${alias}` : '',
    published ? `-p ${loopback ? '127.0.0.1:' : ''}${published}:${port}` : '',
    image,
  ]
    .filter(Boolean)
    .join(' ');

const buildLines = ({ networks: nets, containers: all, rules: written }: Topology): string[] => [
  ...nets.map(({ name, options }) => `docker network create ${options ? `${options} ` : ''}${name}`),
  ...all.map(runLine),
  ...all.flatMap(({ name, also }) => also.map((network) => `docker network connect ${network} ${name}`)),
  ...written,
];

/** The addresses that a topology gave its containers, by asking the model. */
async function addresses(lines: readonly string[]): Promise<Record<string, string[]>> {
  const session = openSession(createLab({ seed: 1 }), { inPlace: true });
  for (const line of lines) await execute(session, 'host1', line, { fresh: true });
  return addressesIn(session.world);
}

function addressesIn(world: World): Record<string, string[]> {
  const { containers: all } = engineHost(world, 'host1').engine;
  return Object.fromEntries(
    Object.values(all).map(({ name, endpoints }) => [
      name,
      Object.values(endpoints).flatMap(({ ipv4 }) => (ipv4 === undefined ? [] : [ipv4])),
    ]),
  );
}

const curl = (url: string): string => `curl -s -m 1 http://${url}/ | grep RemoteAddr || echo none`;

function probes({ networks: nets, containers: all }: Topology, at: Record<string, string[]>): string[] {
  const places = ['client', 'host1', ...all.map(({ name }) => name)];
  const aliases = [...new Set(all.flatMap(({ alias }) => (alias ? [alias] : [])))];
  const lines: string[] = [];
  for (const place of places) {
    const probe = (command: string) => lines.push(`~${place}$ ${command}`);
    for (const { name, port, published } of all) {
      for (const ip of at[name] ?? [])
        probe(port ? curl(port === 80 ? ip : `${ip}:${port}`) : `ping -c 1 -W 1 ${ip} | grep -c "1 received"`);
      if (published) {
        probe(curl(`192.168.65.10:${published}`));
        probe(curl(`127.0.0.1:${published}`));
      }
      if (place !== 'client') probe(curl(port && port !== 80 ? `${name}:${port}` : name));
    }
    probe(curl('203.0.113.10'));
    if (place === 'client') continue;
    for (const alias of aliases) probe(`dig +short ${alias} | sort`);
    if (nets.length > 0) probe('ping -c 1 -W 1 172.18.0.1 | grep -c "1 received"');
  }
  return lines;
}

const inspect = (network: string): string =>
  `docker network inspect -f '{{range .Containers}}{{.Name}} {{.IPv4Address}} {{end}}' ${network} | tr ' ' '\\n' | sort | tr '\\n' ' '`;

/** The text of a scenario: networks and containers drawn by the seed, and a probe from everywhere to everywhere. */
export async function randomScenario(seed: number): Promise<string> {
  const dice: Dice = { state: seed };
  const nets = networks(dice);
  const topology: Topology = { networks: nets, containers: containers(dice, nets), rules: rules(dice) };
  const lines = buildLines(topology);
  const looks = [
    'docker ps --format "{{.Names}} {{.Ports}}"',
    ...['bridge', ...nets.map(({ name }) => name)].map(inspect),
    'iptables -S',
    'iptables -t nat -S',
    'iptables -t raw -S',
  ];
  return [
    `# A random topology of seed ${seed}, probed from everywhere to everywhere`,
    ...[...lines, 'sleep 1', ...looks].map((line) => `host1$ ${line}`),
    ...topology.containers.map(({ name }) => `${name}$ ip route`),
    ...probes(topology, await addresses(lines)),
    '',
  ].join('\n');
}
