/** Puts together what was read of a host. */
import type { Draft, Inside } from './draft.ts';
import { known } from './fields.ts';
import type { AttachmentFacts, ContainerFacts, EngineFacts, HostFacts, NetworkFacts, StackFacts } from './snapshot.ts';

export function hostOf(draft: Draft, name: string): HostFacts {
  const networks = networksOf(draft);
  const containers = withOwners(
    containersOf(draft).map((each) => withInside(withNetworkNames(each, networks), draft.inside)),
  );
  const services = lastById(draft.services);
  const stack = Object.keys(draft.stack).length > 0 ? tidied(draft.stack) : undefined;
  const engine: EngineFacts = known({ ...draft.engine, userlandProxy: usesProxy(stack, containers) });
  const firewalls = firewallsOf(draft.stack);
  return known({
    name,
    taken: draft.facts.taken,
    kernel: draft.facts.kernel,
    engine: Object.keys(engine).length > 0 ? engine : undefined,
    networks: networks.length > 0 ? networks : undefined,
    containers: containers.length > 0 ? containers : undefined,
    services: services.length > 0 ? services : undefined,
    stack,
    resolv: draft.facts.resolv,
    firewalls: firewalls.length > 0 ? firewalls : undefined,
  });
}

const inOrder = <T extends { created?: string | undefined }>(facts: readonly T[]): T[] =>
  [...facts].sort((a, b) =>
    (a.created ?? '') < (b.created ?? '') ? -1 : (a.created ?? '') > (b.created ?? '') ? 1 : 0,
  );

/** Each once, by its id: what was read later is newer. */
const lastById = <T extends { id: string }>(facts: readonly T[]): T[] => [
  ...new Map(facts.map((each) => [each.id, each])).values(),
];

/** Whether one id is the other or its beginning. */
const sameId = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** Finds by an id or its beginning: of ids that are as long as docker prints them short. */
function byId<T extends { id: string }>(facts: readonly T[]): (id: string) => T | undefined {
  const whole = new Map(facts.map((each) => [each.id, each]));
  const short = new Map(facts.map((each) => [each.id.slice(0, 12), each]));
  return (id) => {
    const found = whole.get(id) ?? short.get(id.slice(0, 12));
    return found && sameId(found.id, id) ? found : undefined;
  };
}

function networksOf({ networks, listedNetworks }: Draft): NetworkFacts[] {
  const inspected = lastById(networks);
  const find = byId(inspected);
  return inOrder([...inspected, ...lastById(listedNetworks).filter(({ id }) => !find(id))]);
}

/** `docker inspect` knows best; then what networks list, and what `docker ps` lists. */
function containersOf({ containers, listed, attached }: Draft): ContainerFacts[] {
  const inspected = lastById(containers);
  const isInspected = byId(inspected);
  const rows = lastById(listed).filter(({ id }) => !isInspected(id));
  const inRow = byId(rows);
  const others = new Map<string, ContainerFacts>();
  for (const each of attached) {
    if (isInspected(each.id)) continue;
    const row = inRow(each.id);
    const before = others.get(each.id) ?? { ...each, ...row, id: each.id, attachments: [] };
    others.set(each.id, { ...before, attachments: [...before.attachments, ...each.attachments] });
  }
  const isAttached = byId([...others.values()]);
  return inOrder([...inspected, ...others.values(), ...rows.filter(({ id }) => !isAttached(id))]);
}

/** A container that was started with a network's id has that where others have its name. */
function withNetworkNames(container: ContainerFacts, networks: readonly NetworkFacts[]): ContainerFacts {
  const names = new Set(networks.map(({ name }) => name));
  const find = byId(networks);
  const nameOf = ({ network, networkId }: AttachmentFacts): string =>
    names.has(network)
      ? network
      : (find(network)?.name ?? (networkId === undefined ? undefined : find(networkId)?.name) ?? network);
  const attachments = container.attachments.map((each) => ({ ...each, network: nameOf(each) }));
  return { ...container, attachments };
}

function withInside(container: ContainerFacts, inside: ReadonlyMap<string, Inside>): ContainerFacts {
  const found =
    inside.get(container.id) ?? inside.get(container.id.slice(0, 12)) ?? inside.get(container.name) ?? undefined;
  if (!found) return container;
  const { stack, resolv, hosts } = found;
  return {
    ...container,
    ...known({ stack: Object.keys(stack).length > 0 ? tidied(stack) : undefined, resolv, hosts }),
  };
}

/**
 * A stack that is shared was asked in the name of any of those who share it: it is that of the container whose they share, where that
 * runs and has none of its own.
 */
function withOwners(containers: readonly ContainerFacts[]): ContainerFacts[] {
  const given = new Map<ContainerFacts, StackFacts>();
  const taken = new Set<ContainerFacts>();
  for (const each of containers) {
    const owner = ownerOf(containers, each);
    if (!each.stack || !owner || owner === each || owner.stack || owner.status !== 'running') continue;
    if (!given.has(owner)) given.set(owner, each.stack);
    taken.add(each);
  }
  return containers.map((each) => {
    const { stack, ...rest } = each;
    const own = given.get(each) ?? (taken.has(each) ? undefined : stack);
    return { ...rest, ...known({ stack: own }) };
  });
}

/** Whose network namespace a container uses, by its mode: itself where it has its own. */
function ownerOf(containers: readonly ContainerFacts[], container: ContainerFacts): ContainerFacts | undefined {
  let found: ContainerFacts | undefined = container;
  for (let depth = 0; depth < 8 && found?.mode?.startsWith('container:') === true; depth += 1) {
    const ref = found.mode.slice('container:'.length);
    found = containers.find(({ id, name }) => name === ref || (ref.length >= 12 && sameId(id, ref)));
  }
  return found;
}

function tidied(stack: StackFacts): StackFacts {
  const { nft, forwarding, sysctl, ...rest } = stack;
  return {
    ...rest,
    ...(nft ? { nft } : {}),
    ...(forwarding && forwarding.length > 0 ? { forwarding } : {}),
    ...(sysctl && Object.keys(sysctl).length > 0 ? { sysctl } : {}),
  };
}

/** Whether docker-proxy holds published ports, where programs are told and there are such ports. */
function usesProxy(stack: StackFacts | undefined, containers: readonly ContainerFacts[]): boolean | undefined {
  const sockets = stack?.sockets ?? [];
  if (sockets.some(({ program }) => program === 'docker-proxy')) return true;
  const publishes = containers.some(
    ({ status, ports = [] }) => status === 'running' && ports.some(({ hostPort }) => hostPort),
  );
  return publishes && sockets.some(({ program }) => program !== undefined) ? false : undefined;
}

function firewallsOf({ iptables = '', nft = '', legacy = '' }: StackFacts): string[] {
  return [
    ...(/^:ufw-/m.test(iptables) || /^:ufw-/m.test(legacy) ? ['ufw'] : []),
    ...(/^table \w+ firewalld \{/m.test(nft) || /^:FWD?[IO]_|^:IN_public/m.test(iptables) ? ['firewalld'] : []),
  ];
}
