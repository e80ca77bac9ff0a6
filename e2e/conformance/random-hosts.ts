import { below, shuffled } from '../../src/engine/random.ts';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { createLab } from '../../src/world/lab.ts';
import { engineHost } from '../../src/world/engine-host.ts';
import { NAMES, SERVERS, SLEEPERS, chance, curl, pick, ping, speak, type Dice, type Server } from './dice.ts';

const HOSTS = ['host1', 'host2'] as const;
type Host = (typeof HOSTS)[number];

/** The network by which containers on overlays leave their host. */
const GATEWAY_NETWORK = 'docker_gwbridge';

interface Step {
  readonly place: string;
  readonly line: string;
}

interface Network {
  readonly name: string;
  readonly driver: 'bridge' | 'macvlan' | 'overlay';
  /** The hosts that have it. */
  readonly hosts: readonly Host[];
  readonly create: readonly Step[];
}

interface Planned {
  readonly name: string;
  readonly host: Host;
  readonly image: string;
  readonly server?: Server;
  readonly flags: readonly string[];
  readonly network: string;
  readonly also: readonly string[];
}

const MACVLAN_MODES = ['bridge', 'bridge', 'bridge', 'private', 'vepa'];

/** The LAN itself, of which each host gives out a part. */
function lan(dice: Dice): Network {
  const mode = pick(dice, MACVLAN_MODES);
  const dual = chance(dice, 40);
  return {
    name: 'lan',
    driver: 'macvlan',
    hosts: HOSTS,
    create: HOSTS.map((place, i) => {
      const options = [
        `--subnet 192.168.65.0/24 --gateway 192.168.65.1 --ip-range 192.168.65.${96 + 16 * i}/28`,
        ...(dual ? [`--ipv6 --subnet fd00:65::/64 --ip-range fd00:65::${i + 1}00/120`] : []),
        ...(mode === 'bridge' ? [] : [`-o macvlan_mode=${mode}`]),
      ];
      return { place, line: `docker network create -d macvlan ${options.join(' ')} -o parent=eth0 lan` };
    }),
  };
}

function overlays(dice: Dice): Network[] {
  return shuffled(dice, ['mesh', 'deep', 'core'])
    .slice(0, 1 + below(dice, 2))
    .map((name, i) => {
      const options = [
        ...(chance(dice, 40) ? [`--subnet 10.${60 + i}.${below(dice, 200)}.0/24`] : []),
        ...(chance(dice, 25) ? ['--internal'] : []),
        ...(chance(dice, 15) ? ['-o com.docker.network.driver.mtu=1400'] : []),
      ];
      const line = ['docker network create -d overlay --attachable', ...options, name].join(' ');
      return { name, driver: 'overlay', hosts: HOSTS, create: [{ place: 'host1', line }] };
    });
}

/** A bridge of one host alone. */
function bridges(dice: Dice): Network[] {
  return HOSTS.flatMap((host, i) => {
    if (!chance(dice, 60)) return [];
    const options = [
      `--subnet 10.${40 + i}.${below(dice, 200)}.0/24`,
      ...(chance(dice, 40) ? [`--ipv6 --subnet fd00:${40 + i}::/64`] : []),
      ...(chance(dice, 20) ? ['--internal'] : []),
    ];
    const name = host === 'host1' ? 'inner' : 'yard';
    const line = ['docker network create', ...options, name].join(' ');
    return [{ name, driver: 'bridge' as const, hosts: [host], create: [{ place: host, line }] }];
  });
}

/** A token is never printed. */
const joining = (): Step[] => [
  { place: 'host1', line: 'docker swarm init --advertise-addr 192.168.65.10' },
  { place: 'host1', line: 'docker swarm join-token -q worker > /run/sock/token' },
  { place: 'host2', line: 'docker swarm join --token $(cat /run/sock/token) 192.168.65.10:2377' },
  { place: 'host1', line: 'sleep 2; rm /run/sock/token' },
];

function containers(dice: Dice, networks: readonly Network[]): Planned[] {
  return shuffled(dice, NAMES)
    .slice(0, 4 + below(dice, 3))
    .map((name, i) => {
      const host = HOSTS[i % HOSTS.length] ?? 'host1';
      const here = networks.filter(({ hosts }) => hosts.includes(host));
      const server = chance(dice, 70)
        ? pick(
            dice,
            SERVERS.filter(({ protocol }) => protocol === 'tcp'),
          )
        : undefined;
      const network = pick(dice, here);
      const publishes = server !== undefined && network.driver !== 'macvlan' && chance(dice, 50);
      return {
        name,
        host,
        image: server?.image ?? pick(dice, SLEEPERS),
        ...(server && { server }),
        flags: publishes ? [`-p ${8400 + 10 * i}:${server.port}`] : [],
        network: network.name,
        also: here.map((each) => each.name).filter((each) => each !== network.name && chance(dice, 25)),
      };
    });
}

const onHost = ({ host, name }: Planned): string => (host === 'host1' ? name : `${host}/${name}`);

const running = ({ name, host, image, server, flags, network }: Planned): Step => ({
  place: host,
  line: [
    'docker run -d --name',
    name,
    '--network',
    network,
    ...flags,
    image,
    ...(server?.command ? [server.command] : []),
  ].join(' '),
});

/** What becomes of some of the containers. */
const lives = (dice: Dice, all: readonly Planned[]): Step[] =>
  all.flatMap(({ name, host, also }) => {
    if (!chance(dice, 20)) return [];
    const lines = [
      // Which network comes first when an engine starts a container on several again is by chance.
      ...(also.length === 0 ? [`docker restart -t 0 ${name}`] : []),
      `docker stop -t 0 ${name}`,
      ...(also[0] === undefined ? [] : [`docker network disconnect ${also[0]} ${name}`]),
    ];
    return [{ place: host, line: pick(dice, lines) }];
  });

interface Standing {
  readonly running: boolean;
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
  readonly published: readonly number[];
}

/** What the containers came to have, by asking the model. */
async function standing(steps: readonly Step[], all: readonly Planned[]): Promise<Record<string, Standing>> {
  const session = openSession(createLab({ seed: 1, hosts: HOSTS }), { inPlace: true });
  for (const { place, line } of steps) await execute(session, place, line, { fresh: true });
  return Object.fromEntries(
    all.map(({ name, host }) => {
      const { containers: made, names } = engineHost(session.world, host).engine;
      const container = made[names[name] ?? ''];
      const endpoints = Object.entries(container?.endpoints ?? {}).flatMap(([network, endpoint]) =>
        network === GATEWAY_NETWORK ? [] : [endpoint],
      );
      const ports = container?.ports.filter(({ hostIp }) => !hostIp.includes(':')) ?? [];
      return [
        name,
        {
          running: container?.sandbox !== undefined,
          ipv4: endpoints.flatMap(({ ipv4 }) => ipv4 ?? []),
          ipv6: endpoints.flatMap(({ ipv6 }) => ipv6 ?? []),
          published: ports.map(({ hostPort }) => hostPort),
        },
      ];
    }),
  );
}

const ADDRESSES: Readonly<Record<Host, string>> = { host1: '192.168.65.10', host2: '192.168.65.11' };

function probes(all: readonly Planned[], at: Readonly<Record<string, Standing>>): string[] {
  const alive = all.filter(({ name }) => at[name]?.running);
  const inside = alive.map(onHost);
  return ['client', ...HOSTS, ...inside].flatMap((place) => {
    const commands = all.flatMap(({ name, host, server }) => {
      const { ipv4 = [], ipv6 = [], published = [] } = at[name] ?? {};
      return [
        ...ipv4.map((ip) => (server ? speak(place, server, ip) : ping(ip))),
        ...(place === 'client' ? [] : ipv6.map(ping)),
        ...published.map((port) => curl(`${ADDRESSES[host]}:${port}`)),
        ...(inside.includes(place) ? [server ? speak(place, server, name) : ping(name)] : []),
      ];
    });
    return [...commands, curl('203.0.113.10')].map((command) => `~${place}$ ${command}`);
  });
}

const inspect = (network: string): string =>
  `docker network inspect -f '{{range .Containers}}{{.Name}} {{.IPv4Address}} {{end}}' ${network} | tr ' ' '\\n' | sort | tr '\\n' ' '`;

/** The text of a scenario over two hosts: networks of the LAN, of a swarm, and of one host alone, some of them with IPv6. */
export async function scenarioOverHosts(seed: number, dice: Dice): Promise<string> {
  const swarm = chance(dice, 65);
  const networks = [
    ...(swarm ? overlays(dice) : []),
    ...(!swarm || chance(dice, 60) ? [lan(dice)] : []),
    ...bridges(dice),
  ];
  const all = containers(dice, networks);
  const built: Step[] = [
    ...(swarm ? joining() : []),
    ...networks.flatMap(({ create }) => create),
    ...all.map(running),
    ...all.flatMap(({ name, host, also }) =>
      also.map((network) => ({ place: host, line: `docker network connect ${network} ${name}` })),
    ),
    ...lives(dice, all),
    { place: 'host1', line: 'sleep 3' },
  ];
  const looks = HOSTS.flatMap((place) =>
    [
      'docker ps --format "{{.Names}} {{.Ports}}"',
      ...networks
        .filter(({ hosts, driver }) => driver !== 'overlay' && hosts.includes(place))
        .map(({ name }) => inspect(name)),
      'iptables -S',
      'iptables -t nat -S',
      'iptables -t raw -S',
      'ip6tables -S',
    ].map((line) => ({ place, line })),
  );
  const routes = all.flatMap((container) =>
    ['ip route', 'ip -6 route show default'].map((line) => ({ place: onHost(container), line })),
  );
  return [
    `# A random topology of seed ${seed} over two hosts, probed from everywhere to everywhere`,
    `hosts: ${HOSTS.join(' ')}`,
    ...[...built, ...looks, ...routes].map(({ place, line }) => `${place}$ ${line}`),
    ...probes(all, await standing(built, all)),
    '',
  ].join('\n');
}
