import { below, shuffled } from '../../src/engine/random.ts';
import { NAMES, SERVERS, SLEEPERS, chance, pick, type Dice, type Server } from './dice.ts';

/** A service as a file has it. Each depends on the one before it: what compose does at the same time has no order. */
interface Service {
  readonly name: string;
  readonly image: string;
  readonly server?: Server;
  /** Absent where the networks below hold. */
  readonly mode?: string;
  readonly networks: readonly Joined[];
  readonly ports: readonly string[];
  readonly replicas?: number;
  readonly containerName?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly volume?: string;
  readonly condition?: 'service_started' | 'service_healthy';
  readonly healthy: boolean;
}

interface Joined {
  readonly network: string;
  readonly aliases: readonly string[];
  readonly address?: string;
}

interface Network {
  readonly name: string;
  readonly block: string;
  readonly internal: boolean;
  readonly icc: boolean;
}

export interface Stack {
  readonly services: readonly Service[];
  readonly networks: readonly Network[];
}

const PROJECT = 'stack';
const FOLDER = `/tmp/${PROJECT}`;
const ALIASES = ['app', 'svc', 'store'];

function network(dice: Dice, name: string, at: number): Network {
  return { name, block: `172.28.${10 * at + below(dice, 10)}`, internal: chance(dice, 20), icc: !chance(dice, 10) };
}

/** `ports`, in one of its forms; each leads to a port of its own. */
function publishing(dice: Dice, { protocol, port }: Server, at: number): string {
  const to = protocol === 'udp' ? `${port}/udp` : String(port);
  const host = 8400 + 10 * at;
  return pick(dice, [`${host}:${to}`, `${host}:${to}`, `127.0.0.1:${host}:${to}`, `192.168.65.10:${host}:${to}`]);
}

function service(
  dice: Dice,
  name: string,
  at: number,
  networks: readonly Network[],
  before: readonly Service[],
): Service {
  const server = chance(dice, 75) ? pick(dice, SERVERS) : undefined;
  const lenders = before.filter(({ mode, replicas }) => mode === undefined && replicas === undefined);
  const mode = chance(dice, 15)
    ? pick(dice, [
        ...(server ? [] : ['host', 'none']),
        'bridge',
        ...(server ? [] : lenders.map((each) => `service:${each.name}`)),
      ])
    : undefined;
  const replicas = mode === undefined && chance(dice, 12) ? 2 : undefined;
  const joined = shuffled(dice, networks).slice(0, pick(dice, [1, 1, 1, 2]));
  const healthy = server?.protocol === 'tcp' && chance(dice, 20);
  return {
    name,
    image: server?.image ?? pick(dice, SLEEPERS),
    ...(server && { server }),
    ...(mode !== undefined && { mode }),
    networks: joined.map(({ name: of, block }) => ({
      network: of,
      aliases: ALIASES.filter(() => chance(dice, 15)),
      ...(replicas === undefined && chance(dice, 20) && { address: `${block}.${50 + at}` }),
    })),
    ports:
      server && replicas === undefined && !mode?.startsWith('service:') && chance(dice, 50)
        ? [publishing(dice, server, at)]
        : [],
    ...(replicas !== undefined && { replicas }),
    ...(replicas === undefined && chance(dice, 12) && { containerName: `the-${name}` }),
    environment: chance(dice, 30) ? { MODE: pick(dice, ['test', 'live']) } : {},
    ...(chance(dice, 20) && { volume: pick(dice, ['data', 'logs']) }),
    ...(before.at(-1)?.healthy === true && chance(dice, 60) ? { condition: 'service_healthy' as const } : {}),
    healthy,
  };
}

/** A stack that a seed draws. */
export function stackOf(dice: Dice): Stack {
  const names = ['default', ...shuffled(dice, ['front', 'back', 'data']).slice(0, below(dice, 3))];
  const networks = names.map((name, at) => network(dice, name, at));
  const services: Service[] = [];
  for (const [at, name] of shuffled(dice, NAMES)
    .slice(0, 2 + below(dice, 4))
    .entries())
    services.push(service(dice, name, at, networks, services));
  return { services, networks };
}

/** The stack with something in its file changed. */
export function changed(dice: Dice, stack: Stack): Stack {
  const { services, networks } = stack;
  const at = below(dice, services.length);
  const chosen = services[at] as Service;
  const instead = (next: Partial<Service>): Stack => ({
    ...stack,
    services: services.map((each) => (each === chosen ? { ...each, ...next } : each)),
  });
  const fresh = NAMES.find((name) => !services.some((each) => each.name === name)) ?? 'extra';
  return pick<() => Stack>(dice, [
    () => instead({ environment: { MODE: pick(dice, ['new', 'old']) } }),
    () => instead({ image: chosen.server ? chosen.image : pick(dice, SLEEPERS) }),
    () =>
      chosen.server && chosen.replicas === undefined && !chosen.mode?.startsWith('service:')
        ? instead({ ports: [publishing(dice, chosen.server, at + 20)] })
        : instead({ ports: [] }),
    () => instead({ ports: [] }),
    () =>
      chosen.mode === undefined
        ? instead({ networks: networks.map(({ name }) => ({ network: name, aliases: [] })) })
        : stack,
    () => ({ ...stack, services: [...services, service(dice, fresh, services.length, networks, services)] }),
    () => (services.length > 2 ? without(stack, chosen) : stack),
    () =>
      chosen.mode === undefined &&
      chosen.ports.length === 0 &&
      chosen.containerName === undefined &&
      chosen.networks.every(({ address }) => address === undefined)
        ? instead({ replicas: 1 + below(dice, 3) })
        : stack,
  ])();
}

function without({ services, networks }: Stack, gone: Service): Stack {
  const left = services.filter((each) => each !== gone && each.mode !== `service:${gone.name}`);
  return { networks, services: left.map(({ condition: _, ...rest }) => rest) };
}

/** The lines of the stack's compose file. */
export function fileOf({ services, networks }: Stack): readonly string[] {
  const used = new Set(
    services.flatMap((each) => (each.mode === undefined ? each.networks.map(({ network: of }) => of) : [])),
  );
  const volumes = [...new Set(services.flatMap(({ volume }) => volume ?? []))];
  return [
    'services:',
    ...services.flatMap((each, at) => [
      `  ${each.name}:`,
      ...serviceLines(each, services[at - 1]).map((line) => `    ${line}`),
    ]),
    ...(used.size === 0 ? [] : ['networks:']),
    ...networks
      .filter(({ name }) => used.has(name))
      .flatMap(({ name, block, internal, icc }) => [
        `  ${name}:`,
        ...(internal ? ['    internal: true'] : []),
        ...(icc ? [] : ['    driver_opts:', '      com.docker.network.bridge.enable_icc: "false"']),
        '    ipam:',
        '      config:',
        `        - subnet: ${block}.0/24`,
      ]),
    ...(volumes.length === 0 ? [] : ['volumes:', ...volumes.map((name) => `  ${name}: {}`)]),
  ];
}

function serviceLines(each: Service, before: Service | undefined): readonly string[] {
  const { image, server, mode, networks, ports, replicas, containerName, environment, volume, condition, healthy } =
    each;
  return [
    `image: ${image}`,
    ...(server?.command === undefined ? [] : [`command: ${server.command}`]),
    ...(containerName === undefined ? [] : [`container_name: ${containerName}`]),
    ...(replicas === undefined ? [] : ['deploy:', `  replicas: ${replicas}`]),
    ...(before === undefined
      ? []
      : condition === undefined
        ? [`depends_on: [${before.name}]`]
        : ['depends_on:', `  ${before.name}:`, `    condition: ${condition}`]),
    ...(healthy ? ['healthcheck:', '  test: ["CMD", "true"]', '  interval: 1s'] : []),
    ...(ports.length === 0 ? [] : ['ports:', ...ports.map((port) => `  - "${port}"`)]),
    ...(Object.keys(environment).length === 0
      ? []
      : ['environment:', ...Object.entries(environment).map(([key, value]) => `  ${key}: ${value}`)]),
    ...(volume === undefined ? [] : ['volumes:', `  - ${volume}:/var/lib/${volume}`]),
    ...(mode !== undefined ? [`network_mode: ${mode}`] : ['networks:', ...networks.flatMap(joinedLines)]),
  ];
}

const joinedLines = ({ network: of, aliases, address }: Joined): readonly string[] => [
  `  ${of}:`,
  ...(aliases.length === 0 ? [] : [`    aliases: [${aliases.join(', ')}]`]),
  ...(address === undefined ? [] : [`    ipv4_address: ${address}`]),
];

const containersOf = ({ name, containerName, replicas = 1 }: Service): readonly string[] =>
  Array.from({ length: replicas }, (_, at) => containerName ?? `${PROJECT}-${name}-${at + 1}`);

/** Probes from every container, and from the LAN, to every service by its names and ports. Which replica answers is chance. */
function probes({ services }: Stack): readonly string[] {
  const inside = services.filter(({ mode }) => mode === undefined);
  const reaches = (from: Service, to: Service): string => {
    const server = to.server?.protocol === 'tcp' ? to.server : undefined;
    const tell =
      [from, to].every(({ replicas }) => replicas === undefined) &&
      to.networks.length === 1 &&
      from.networks.length === 1
        ? 'grep RemoteAddr'
        : 'grep -c RemoteAddr';
    if (server) return `curl -s -m 1 http://${to.name}:${server.port}/ | ${tell} || echo none`;
    return `ping -c 1 -W 1 ${to.name} | grep -c "1 received"`;
  };
  return [
    ...inside.flatMap((from) =>
      containersOf(from).flatMap((place) => [
        ...services.map((to) => `~${place}$ ${reaches(from, to)}`),
        `~${place}$ curl -s -m 1 http://203.0.113.10/ | grep -c RemoteAddr`,
        ...ALIASES.map((alias) => `~${place}$ dig +short ${alias} | wc -l`),
      ]),
    ),
    ...services.flatMap(({ ports, server }) =>
      ports.flatMap((port) => {
        const [, address = '192.168.65.10', host] = /^(?:([\d.]+):)?(\d+):/.exec(port) ?? [];
        if (server?.protocol !== 'tcp') return [];
        const from = address === '127.0.0.1' ? 'host1' : 'client';
        return [`~${from}$ curl -s -m 1 http://${address}:${host}/ | grep -c RemoteAddr`];
      }),
    ),
  ];
}

const write = (stack: Stack): string =>
  `host1$ mkdir -p ${FOLDER}; printf '%s\\n' ${fileOf(stack)
    .map((line) => `'${line}'`)
    .join(' ')} > ${FOLDER}/compose.yaml`;
const compose = (rest: string): string => `host1$ cd ${FOLDER}; docker compose ${rest}`;
const up = compose('up -d -t 0 --remove-orphans 2>&1 | sort -u');

const standing = ({ services }: Stack): readonly string[] => [
  compose("ps -a --format '{{.Name}} {{.Service}} {{.State}} [{{.Ports}}]' | sort"),
  ...services
    .filter(({ replicas }) => replicas === undefined)
    .flatMap(containersOf)
    .map(
      (name) =>
        `host1$ docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{$v.IPAddress}} {{json $v.DNSNames}}{{println}}{{end}}' ${name} | sed 's/"[0-9a-f]\\{12\\}"/ID/'`,
    ),
];

const rest = "host1$ docker ps -a --format '{{.Names}}'; docker network ls --format '{{.Name}}'; docker volume ls -q";

/** The text of a scenario: a stack drawn by the seed, brought up, its file changed twice, and taken down. */
export function composeScenario(seed: number): string {
  const dice: Dice = { state: seed };
  const first = stackOf(dice);
  const second = changed(dice, changed(dice, first));
  const third = changed(dice, second);
  const told = (stack: Stack) => [...standing(stack), 'host1$ sleep 1', ...probes(stack)];
  const some = pick(dice, third.services).name;
  return [
    `# docker compose: a stack of seed ${seed}, and changes of its file`,
    rest,
    write(first),
    compose('config'),
    up,
    ...told(first),
    write(second),
    up,
    ...told(second),
    up,
    compose(`${pick(dice, ['restart -t 0', 'stop -t 0', 'kill'])} ${some} 2>&1 | sort -u`),
    ...standing(third).slice(0, 1),
    write(third),
    up,
    ...told(third),
    compose('down -v -t 0 2>&1 | sort -u'),
    rest,
    '',
  ].join('\n');
}
