import { isPredefined, type Network } from '../../engine/network/network.ts';
import { bridgeOf } from '../../shell/importing/given.ts';
import { MOST_TOLD } from '../../shell/importing/work.ts';
import type { HostFacts, LinkFacts, StackFacts } from '../../snapshot/snapshot.ts';
import { parseSnapshot } from '../../snapshot/text.ts';
import type { Change } from '../../world/imported.ts';
import type { Machine, World } from '../../world/world.ts';
import { networkCommand } from '../compose/export-network.ts';
import { containerCommands } from './containers.ts';
import { line, note } from './lines.ts';
import { ownLinks } from './links.ts';
import { routeLines } from './routes.ts';
import { ruleLines, setLines } from './rules.ts';
import { settingLines } from './settings.ts';

/** What makes a host of a world anew. */
interface Rebuilt {
  readonly host: string;
  readonly lines: readonly string[];
}

/**
 * What makes the hosts of a world anew, as it was when they were brought in: their networks and containers, as far as they are
 * known, and what somebody set up beside them. What no command says here stands as a comment.
 * @param text the snapshot that they were brought in with
 */
export function rebuilt(world: World, text: string): readonly Rebuilt[] {
  const read = parseSnapshot(text);
  const hosts = read.ok ? read.snapshot.hosts : [];
  const machines = Object.values(world.machines).filter(({ engine }) => engine !== undefined);
  return machines.map((machine, at) => ({
    host: machine.name,
    lines: hostLines(world, machine, hosts[at] ?? { name: machine.name }),
  }));
}

function hostLines(world: World, { name, namespace, engine }: Machine, facts: HostFacts): readonly string[] {
  const { stack = {} } = facts;
  const changes = (world.imported?.changes ?? []).filter(({ host }) => host === name);
  const own = changes.filter(({ container }) => container === undefined);
  const gateways = Object.values(engine?.networks ?? {}).flatMap(({ pools }) =>
    pools.flatMap(({ gateway = [] }) => gateway),
  );
  const links = ownLinks(facts, new Set(gateways));
  const settings = settingLines(stack, (device) => links.names.has(device));
  const networks = Object.values(engine?.networks ?? {}).filter(
    (network) => !isPredefined(network.name) && network.scope === 'local',
  );
  const containers = Object.values(engine?.containers ?? {}).sort((a, b) => a.created - b.created);
  const after = [
    ...links.after,
    ...settings.ofDevices,
    ...heardLines(stack, links.names),
    ...routeLines(world, namespace, stack, own),
  ];
  const rules = [...setLines(stack.sets ?? []), ...ruleLines(world, namespace, stack, own)];
  const isNamed = (bridge: string): boolean =>
    [...links.before, ...after, ...rules].some((each) => each.includes(bridge));
  return [
    note(`What ${name} had when it was brought in. What its containers run and their settings are not in it.`),
    ...engineNotes(facts),
    ...swarmNotes(facts),
    ...settings.general,
    ...links.before,
    ...networks.map((network) => networkCommand(withBridge(network, facts, isNamed))),
    ...after,
    ...containers.flatMap((container) => [
      ...(engine ? containerCommands(container, engine) : []),
      ...(container.sandbox?.own
        ? inside(
            world,
            container.name,
            container.sandbox.namespace,
            (facts.containers ?? []).find((each) => each.name === container.name)?.stack ?? {},
            changes.filter((each) => each.container === container.name),
          )
        : []),
    ]),
    ...rules,
    ...(world.imported?.changes.length === MOST_TOLD
      ? [note('There is more that somebody changed than is told.')]
      : []),
  ];
}

function engineNotes({ engine: { daemon } = {} }: HostFacts): readonly string[] {
  return daemon === undefined || daemon.replace(/\s/g, '') === '{}' ? [] : [note(`/etc/docker/daemon.json: ${daemon}`)];
}

const swarmNotes = ({ networks = [], services = [] }: HostFacts): readonly string[] => {
  const names = networks.flatMap(({ name, scope }) => (scope === 'swarm' ? [name] : []));
  return [
    ...(names.length > 0 ? [note(`Networks of its swarm are not made here: ${names.join(', ')}.`)] : []),
    ...(services.length > 0 ? [note(`Nor are services: ${services.map(({ name }) => name).join(', ')}.`)] : []),
  ];
};

const BRIDGE_NAME = 'com.docker.network.bridge.name';

/** A network whose bridge is spoken of has to have it by that name. */
function withBridge(network: Network, { networks = [] }: HostFacts, isNamed: (bridge: string) => boolean): Network {
  const facts = networks.find(({ name }) => name === network.name);
  const bridge = facts && bridgeOf(facts);
  if (bridge === undefined || network.options[BRIDGE_NAME] !== undefined || !isNamed(bridge)) return network;
  return { ...network, options: { ...network.options, [BRIDGE_NAME]: bridge } };
}

/** Entries of forwarding and neighbour tables that somebody made; what was heard is heard again. */
const heardLines = (
  { forwarding = [], neighbours = [], links = [] }: StackFacts,
  isOurs: { has: (device: string) => boolean },
): readonly string[] => [
  ...forwarding
    .filter((words) => !words.includes('dynamic') && isOurs.has(words[words.indexOf('dev') + 1] ?? ''))
    .filter((words) => !isRemote(links, words))
    .map((words) => line('bridge', 'fdb', 'append', ...words)),
  ...neighbours
    .filter(({ state }) => state === 'PERMANENT')
    .map(({ address, mac, device }) =>
      line('ip', 'neigh', 'replace', address, 'lladdr', mac, 'dev', device, 'nud', 'permanent'),
    ),
];

/** The end that a tunnel was made with stands in its table as well. */
const isRemote = (links: readonly LinkFacts[], words: readonly string[]): boolean =>
  links.some(
    ({ name, data }) =>
      words.includes(name) && words.includes(String(data?.['remote'])) && /^(00:){5}00$/.test(words[0] ?? ''),
  );

/** What somebody set up in a running container's stack. */
function inside(
  world: World,
  container: string,
  namespace: string,
  facts: StackFacts,
  changes: readonly Change[],
): readonly string[] {
  const lines = [
    ...changes.flatMap(({ what, only, text }) =>
      what === 'setting' && only === 'host' ? [line('sysctl', '-w', text.replace(' = ', '='))] : [],
    ),
    ...heardLines(facts, new Set()),
    ...setLines(facts.sets ?? []),
    ...routeLines(
      world,
      namespace,
      { ...facts, routes: (facts.routes ?? []).filter(({ destination }) => destination !== 'default') },
      changes,
    ),
    ...ruleLines(world, namespace, facts, changes),
  ];
  const enter = `nsenter -t "$(docker inspect -f '{{.State.Pid}}' ${line(container)})" -n`;
  return lines.map((each) => (each.startsWith('#') ? each : `${enter} ${each}`));
}
