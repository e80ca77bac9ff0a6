/** A host of a lab as a compose file, which brought up on a real engine gives the same networks, addresses, names and answers. */
import { stringify } from 'yaml';
import type { Container } from '../../engine/container/container.ts';
import { imageWith } from '../../engine/images/image.ts';
import { isPredefined, type Network } from '../../engine/network/network.ts';
import type { Played } from '../../history/history.ts';
import { CONFIG_FILE } from '../../engine/daemon/start.ts';
import { own } from '../../kernel/own.ts';
import { quoted } from '../../shell/words.ts';
import { LAN, type World } from '../../world/world.ts';
import { connections, networksAtStart, startsOnBridge } from './attachments.ts';
import { serviceOf } from './export-service.ts';
import { networkOf, networkCommand } from './export-network.ts';
import type { Value, Written } from './written.ts';

/** Lines of remarks about one thing at most. */
const MOST_REMARKS = 60;

/** The compose file of a host. What compose cannot say stands in comments; `before:` and `after:` are commands of the host’s. */
export function composeOf(world: World, host: string, title: string, played: readonly Played[]): string {
  const engine = own(world.machines, host)?.engine;
  if (!engine) return '';
  const containers = inOrder(Object.values(engine.containers).filter(({ task }) => task === undefined));
  const networks = Object.values(engine.networks).filter(({ name }) => !isPredefined(name));
  const used = new Set(containers.flatMap(networksAtStart));
  const services = containers.map((container): [string, Written] => [
    container.name,
    serviceOf(container, { engine, after: before(container, containers) }),
  ]);
  const declared = networks.filter(({ name }) => used.has(name));
  const volumes = volumesOf(containers);
  const file: Written = {
    name: projectName(title),
    services: Object.fromEntries(services),
    ...(declared.length > 0 && {
      networks: Object.fromEntries(declared.map((network) => [network.name, networkOf(network)])),
    }),
    ...(volumes.length > 0 && { volumes: Object.fromEntries(volumes.map((name) => [name, { name }])) }),
  };
  const body = services.length > 0 ? file : { ...file, services: {} };
  return [
    ...header(world, host, title, networks, used, containers, played).map((line) => `# ${line}`.trimEnd()),
    stringify(escaped(body), { version: '1.1', lineWidth: 0 }),
  ].join('\n');
}

/** In the order of their addresses, so that the engine gives them the same ones where none can be fixed. */
const inOrder = (containers: readonly Container[]): readonly Container[] => {
  const place = ({ endpoints }: Container): number =>
    own(endpoints, 'bridge')
      ?.ipv4?.split('.')
      .reduce((sum, part) => sum * 256 + Number(part), 0) ?? Infinity;
  return [...containers].sort((a, b) => place(a) - place(b) || a.created - b.created || (a.id < b.id ? -1 : 1));
};

/**
 * Those that have to start before a container: on the default bridge, where no address can be fixed, the one before it; and where
 * it has no address now, all that have theirs on its networks.
 */
function before(container: Container, all: readonly Container[]): readonly string[] {
  const bridged = all.filter(startsOnBridge);
  const previous = bridged[bridged.indexOf(container) - 1];
  const joined = networksAtStart(container);
  const settled = joined.some((network) => own(container.endpoints, network)?.ipv4 === undefined)
    ? all.filter(({ endpoints }) => joined.some((network) => own(endpoints, network)?.ipv4 !== undefined))
    : [];
  return [...new Set([...(previous ? [previous] : []), ...settled].map(({ name }) => name))];
}

const volumesOf = (containers: readonly Container[]): readonly string[] => [
  ...new Set(
    containers.flatMap(({ mounts }) =>
      mounts.flatMap(({ type, volume, anonymous }) =>
        type === 'volume' && !anonymous && volume !== undefined ? [volume] : [],
      ),
    ),
  ),
];

/** A title as compose takes the name of a project. */
export const projectName = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[-_]+|-+$/g, '')
    .slice(0, 60) || 'hopscope';

function header(
  world: World,
  host: string,
  title: string,
  networks: readonly Network[],
  used: ReadonlySet<string>,
  containers: readonly Container[],
  played: readonly Played[],
): readonly string[] {
  const engine = own(world.machines, host)?.engine;
  const others = Object.values(world.machines).flatMap(({ name, engine: its }) => (its && name !== host ? [name] : []));
  const overlays = networks.filter(({ name, driver }) => driver === 'overlay' && used.has(name));
  const unused = networks.filter(({ name, ingress, driver }) => !used.has(name) && !ingress && driver !== 'overlay');
  const tasks = Object.values(engine?.containers ?? {}).filter(({ task }) => task !== undefined);
  const standIns = [...new Set(containers.map(({ imageId }) => imageWith(engine?.images, imageId)))].flatMap((image) =>
    image?.standIn
      ? [`${image.name} is the lab's own stand-in (${image.cmd.join(' ')}); compose pulls the real one.`]
      : [],
  );
  const byHand = handmade(played, host);
  return [
    `${title === '' ? 'A lab' : oneLine(title)}: ${host}, made with Hopscope.`,
    ...(others.length > 0 ? [`There are other hosts, which have files of their own: ${others.join(', ')}.`] : []),
    ...overlays.map(({ name }) => `The network ${name} is of a swarm, which has to be there before.`),
    ...(tasks.length > 0 ? [`${tasks.length} containers of a swarm's services are left out.`] : []),
    ...portion(standIns),
    ...settingsOf(world, host).map((command) => `before: ${command}`),
    ...unused.map((network) => `before: ${networkCommand(network)}`),
    ...afterwards(containers).map((command) => `after: ${command}`),
    ...(byHand.length > 0 ? ['What compose cannot say, as it was done in the lab:', ...portion(byHand)] : []),
  ];
}

/** How the engine gets the settings that it goes by; a file that is no JSON it did not take. */
function settingsOf({ machines }: World, host: string): readonly string[] {
  const text = own(own(machines, host)?.files ?? {}, CONFIG_FILE);
  if (text === undefined || text.trim() === '') return [];
  try {
    const words = quoted(JSON.stringify(JSON.parse(text)));
    return [`mkdir -p /etc/docker; echo ${words} > ${CONFIG_FILE}`, 'systemctl restart docker'];
  } catch {
    return [];
  }
}

/** What stands is connected first: what is stopped takes no address then. */
const afterwards = (containers: readonly Container[]): readonly string[] => {
  const stopped = containers.filter(({ state }) => state.status === 'created' || state.manuallyStopped);
  const standing = containers.filter((container) => !stopped.includes(container));
  return [
    ...standing.flatMap(connections),
    ...stopped.map(({ name }) => `docker stop ${name}`),
    ...stopped.flatMap(connections),
    ...standing.flatMap(({ name, state }) => (state.status === 'paused' ? [`docker pause ${name}`] : [])),
  ];
};

const CHANGES =
  /(?:^|[;&|]\s*)(?:iptables(?:-restore)?|ip6tables|ip|sysctl|tc|nft|ufw|bridge|brctl|route|ifconfig|nginx)\b/;
const LOOKS = /\b(?:show|list|get|ls)\b|\s-(?:S|L|[nv]+L)/;

/** Commands that changed what is not docker's: rules, routes, links, the LAN. */
const handmade = (played: readonly Played[], host: string): readonly string[] =>
  played.flatMap(({ place, line, outcome }) => {
    const [first = ''] = line.trim().split('\n');
    const here = place === host || place.startsWith(`${host}/`);
    const byHand = here && CHANGES.test(first) && !LOOKS.test(first);
    const lan = place === LAN && !/^(?:add +(?:image|host)|import)\b/.test(first);
    return outcome.exit === 0 && (byHand || lan) ? [`  ${place}$ ${oneLine(line).slice(0, 300)}`] : [];
  });

const portion = (lines: readonly string[]): readonly string[] =>
  lines.length > MOST_REMARKS ? [...lines.slice(0, MOST_REMARKS), `and ${lines.length - MOST_REMARKS} more`] : lines;

const oneLine = (text: string): string => text.replace(/[\s\u0085\u2028\u2029]+/g, ' ').trim();

/** What compose would fill in stands as it is. */
function escaped(value: Value): Value {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(escaped);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, escaped(each)]));
}

const isList = (value: readonly Value[] | Written): value is readonly Value[] => Array.isArray(value);
