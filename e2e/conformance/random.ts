import { below, shuffled } from '../../src/engine/random.ts';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { engineHost } from '../../src/world/engine-host.ts';
import { createLab } from '../../src/world/lab.ts';
import type { World } from '../../src/world/world.ts';
import { NAMES, SERVERS, SLEEPERS, chance, curl, pick, ping, speak, type Dice, type Server } from './dice.ts';
import { scenarioOverHosts } from './random-hosts.ts';
import { policies } from './random-policy.ts';
import { loopOf, ownTables, settings, TURNED } from './random-settings.ts';

const NETWORKS = ['front', 'back', 'mid', 'edge', 'data', 'ops'];
const ALIASES = ['app', 'svc', 'store'];
const BRIDGE = 'com.docker.network.bridge';

interface Network {
  name: string;
  options: string;
  /** First three octets of the subnet that it was given. */
  block?: string;
}

interface Planned {
  name: string;
  image: string;
  server?: Server;
  /** A script that is its main program. */
  loop?: string;
  /** bridge, host, none, a network's name, or container:NAME. */
  mode: string;
  flags: string[];
  aliases: string[];
  also: string[];
}

interface Topology {
  /** What the engine is told before. */
  settings: string[];
  networks: Network[];
  containers: Planned[];
  /** What happens once all stand: rules, restarts, moves. */
  changes: string[];
}

function networks(dice: Dice): Network[] {
  return shuffled(dice, NETWORKS)
    .slice(0, 1 + below(dice, 3))
    .map((name, i) => {
      const block = chance(dice, 45) ? `10.${20 + i}.${below(dice, 200)}` : undefined;
      const inner = chance(dice, 20);
      const option = (percent: number, text: string): string[] =>
        chance(dice, percent) ? [`-o ${BRIDGE}.${text}`] : [];
      const modes = inner ? ['isolated'] : ['routed', 'nat-unprotected'];
      const options = [
        ...(block === undefined ? [] : [`--subnet ${block}.0/24`]),
        ...(chance(dice, 15) ? [`--ipv6 --subnet fd00:${20 + i}::/64`] : []),
        ...(inner ? ['--internal'] : []),
        ...option(15, 'enable_icc=false'),
        ...option(inner ? 0 : 10, 'enable_ip_masquerade=false'),
        ...option(inner ? 0 : 8, 'host_binding_ipv4=127.0.0.1'),
        ...option(12, `gateway_mode_ipv4=${pick(dice, modes)}`),
      ];
      return { name, options: options.join(' '), ...(block !== undefined && { block }) };
    });
}

/** `-p`, in one of its forms. */
function publishing(dice: Dice, { protocol, port }: Server, i: number): string {
  const to = protocol === 'udp' ? `${port}/udp` : String(port);
  const host = 8400 + 10 * i;
  return pick(dice, [
    `-p ${host}:${to}`,
    `-p ${host}:${to}`,
    `-p ${host}:${to}`,
    `-p 127.0.0.1:${host}:${to}`,
    `-p 192.168.65.10:${host}:${to}`,
    `-p 0.0.0.0:${host}:${to}`,
    `-p ${host}-${host + 3}:${to}`,
    `-p ${to}`,
    `-p ${host}:${to} -p 127.0.0.1:${host + 1}:${to}`,
    '-P',
  ]);
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
    const network = nets.find(({ name: n }) => n === mode);
    const attachable = network !== undefined || mode === 'bridge';
    const others = names.filter((each) => each !== name);
    const loop = !server && chance(dice, 50) ? loopOf(dice, pick(dice, others), pick(dice, SERVERS).port) : undefined;
    const restart = loop?.endsWith('exit 1') === true ? ['--restart on-failure:3'] : [];
    const fixed = network?.block !== undefined && chance(dice, 20) ? [`--ip ${network.block}.${50 + i}`] : [];
    planned.push({
      name,
      image: server?.image ?? pick(dice, SLEEPERS),
      ...(server && { server }),
      ...(loop !== undefined && { loop }),
      mode,
      flags: [...restart, ...fixed, ...(server && attachable && chance(dice, 60) ? [publishing(dice, server, i)] : [])],
      aliases: network ? ALIASES.filter(() => chance(dice, 20)) : [],
      also: attachable ? nets.map(({ name: n }) => n).filter((n) => n !== mode && chance(dice, 25)) : [],
    });
  }
  return planned;
}

function rules(dice: Dice, nets: readonly Network[]): string[] {
  const subnet = nets.find(({ block }) => block !== undefined)?.block;
  const user = 'iptables -I DOCKER-USER';
  const some = [
    `${user} -i eth0 -p tcp -m conntrack --ctorigdstport 8400 -j DROP`,
    `${user} -s 172.17.0.0/16 -j REJECT`,
    'iptables -A INPUT -p icmp -j DROP',
    `${user} -i eth0 -j ACCEPT`,
    `${user} -s 192.168.65.50 -p tcp -m multiport --dports 80,6379 -j REJECT --reject-with tcp-reset`,
    `${user} -m iprange --src-range 172.17.0.2-172.17.0.3 -j DROP`,
    `${user} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
    `${user} -d 203.0.113.0/24 -p tcp --dport 80 -j REJECT --reject-with icmp-admin-prohibited`,
    `${user} -s ${subnet ?? '172.18.0'}.0/24 -j RETURN`,
    `${user} -p icmp -j DROP`,
    'iptables -t nat -I POSTROUTING -s 172.17.0.0/16 -d 203.0.113.10 -j ACCEPT',
    'sysctl -w net.bridge.bridge-nf-call-iptables=0',
  ];
  return chance(dice, 45) ? [pick(dice, some)] : [];
}

/** What becomes of a container that stands alone. */
function lives(dice: Dice, all: readonly Planned[]): string[] {
  const joined = all.flatMap(({ mode }) => (mode.startsWith('container:') ? [mode.slice('container:'.length)] : []));
  return all.flatMap(({ name, also, loop }) => {
    if (joined.includes(name) || !chance(dice, 25)) return [];
    // Which network comes first when an engine starts a container on several again is by chance.
    // Whether a handler still prints before the kill is by chance too.
    const wait = loop?.startsWith('trap') ? 2 : 0;
    const again = [`docker restart -t ${wait} ${name}`, `docker stop -t ${wait} ${name} && docker start ${name}`];
    return [
      pick(dice, [
        `docker stop -t ${wait} ${name}`,
        ...(also.length === 0 ? again : []),
        ...(loop?.startsWith('trap')
          ? [`docker stop -t 2 ${name}; docker inspect -f {{.State.ExitCode}} ${name}`]
          : []),
        ...(also[0] === undefined ? [] : [`docker network disconnect ${also[0]} ${name}`]),
      ]),
    ];
  });
}

const runLine = ({ name, image, mode, flags, aliases, server, loop }: Planned): string =>
  [
    `docker run -d --name ${name}`,
    ...(mode === 'bridge' ? [] : [`--network ${mode}`]),
    ...aliases.map((alias) => `--network-alias ${alias}`),
    ...flags,
    image,
    ...(server?.command === undefined ? [] : [server.command]),
    ...(loop === undefined ? [] : [`sh -c '${loop}'`]),
  ].join(' ');

const buildLines = ({ settings: told, networks: nets, containers: all, changes }: Topology): string[] => [
  ...told,
  ...nets.map(({ name, options }) => `docker network create ${options ? `${options} ` : ''}${name}`),
  ...all.map(runLine),
  ...all.flatMap(({ name, also }) => also.map((network) => `docker network connect ${network} ${name}`)),
  ...changes,
];

/** Until what has a while to do has done it. */
const SETTLED = 'sleep 2';

/** What a container came to have, by asking the model. */
interface Standing {
  running: boolean;
  ipv4: string[];
  ipv6: string[];
  /** Host ports, by protocol and number. */
  published: { protocol: string; hostIp: string; port: number }[];
}

async function standing(lines: readonly string[]): Promise<Record<string, Standing>> {
  const session = openSession(createLab({ seed: 1 }), { inPlace: true });
  for (const line of [...lines, SETTLED]) await execute(session, 'host1', line, { fresh: true });
  return standingIn(session.world);
}

function standingIn(world: World): Record<string, Standing> {
  const { containers: all } = engineHost(world, 'host1').engine;
  return Object.fromEntries(
    Object.values(all).map(({ name, endpoints, ports, sandbox }) => [
      name,
      {
        running: sandbox !== undefined,
        ipv4: Object.values(endpoints).flatMap(({ ipv4 }) => (ipv4 === undefined ? [] : [ipv4])),
        ipv6: Object.values(endpoints).flatMap(({ ipv6 }) => (ipv6 === undefined ? [] : [ipv6])),
        published: ports
          .filter(({ hostPort, hostIp }) => hostPort !== 0 && !hostIp.includes(':'))
          .map(({ protocol, hostIp, hostPort }) => ({ protocol, hostIp, port: hostPort })),
      },
    ]),
  );
}

function probes({ networks: nets, containers: all, changes }: Topology, at: Record<string, Standing>): string[] {
  const alive = all.filter(({ name }) => at[name]?.running);
  const places = ['client', 'host1', ...alive.map(({ name }) => name)];
  const aliases = [...new Set(all.flatMap((container) => container.aliases))];
  const lines: string[] = [];
  for (const place of places) {
    const probe = (command: string) => lines.push(`~${place}$ ${command}`);
    for (const { name, server } of all) {
      const { ipv4 = [], ipv6 = [], published = [] } = at[name] ?? {};
      for (const ip of ipv4) probe(server ? speak(place, server, ip) : ping(ip));
      if (place !== 'client') for (const ip of ipv6) probe(ping(ip));
      for (const { hostIp, port } of server ? published : []) {
        if (server && hostIp !== '127.0.0.1') probe(speak(place, server, '192.168.65.10', port));
        if (server && (hostIp === '127.0.0.1' || place === 'host1')) probe(speak(place, server, '127.0.0.1', port));
      }
      if (place !== 'client') probe(server ? speak(place, server, name) : ping(name));
    }
    probe(curl('203.0.113.10'));
    if (changes.some((line) => line.includes(`dport ${TURNED}`))) probe(curl(`192.168.65.10:${TURNED}`));
    if (place === 'client') continue;
    for (const alias of aliases) probe(`dig +short ${alias} | sort`);
    if (nets.length > 0) probe(ping('172.18.0.1'));
  }
  const sinks = alive.filter(({ server }) => server?.protocol === 'udp');
  return [...lines, ...sinks.map(({ name }) => `host1$ docker logs ${name} | sort`)];
}

const inspect = (network: string): string =>
  `docker network inspect -f '{{range .Containers}}{{.Name}} {{.IPv4Address}} {{end}}' ${network} | tr ' ' '\\n' | sort | tr '\\n' ' '`;

function topologyOf(dice: Dice): Topology {
  const nets = networks(dice);
  const all = containers(dice, nets);
  const changes = [...lives(dice, all), ...rules(dice, nets), ...policies(dice), ...ownTables(dice)];
  return { settings: settings(dice), networks: nets, containers: all, changes };
}

/** The lines that build a topology of one host, drawn by the seed. */
export const randomLines = (seed: number): readonly string[] => buildLines(topologyOf({ state: seed }));

/**
 * The text of a scenario: networks and containers drawn by the seed, and a probe from everywhere to everywhere. Even seeds draw two
 * hosts with networks of the LAN and of a swarm.
 */
export async function randomScenario(seed: number): Promise<string> {
  const dice: Dice = { state: seed };
  if (seed % 2 === 0) return scenarioOverHosts(seed, dice);
  const topology = topologyOf(dice);
  const { networks: nets, containers: all } = topology;
  const lines = buildLines(topology);
  const looks = [
    'docker ps --format "{{.Names}} {{.Ports}}"',
    ...all.flatMap(({ name, loop }) => (loop === undefined ? [] : [`docker logs ${name}`])),
    ...['bridge', ...nets.map(({ name }) => name)].map(inspect),
    'iptables -S',
    'iptables -t nat -S',
    'iptables -t raw -S',
    'ip6tables -S',
    'ip6tables -t nat -S',
  ];
  return [
    `# A random topology of seed ${seed}, probed from everywhere to everywhere`,
    ...[...lines, SETTLED, ...looks].map((line) => `host1$ ${line}`),
    ...all.map(({ name }) => `${name}$ ip route`),
    ...probes(topology, await standing(lines)),
    '',
  ].join('\n');
}
