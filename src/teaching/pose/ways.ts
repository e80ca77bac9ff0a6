import { namespaceOf } from '../judge/addresses.ts';
import { isIp, type IpHop } from '../../diagnosis/flows.ts';
import type { Ip } from '../../ip/address.ts';
import type { Frame } from '../../kernel/packet/frame.ts';
import type { Hook } from '../../kernel/netfilter/table.ts';
import type { Ask } from '../question.ts';
import { said } from '../said.ts';
import { choice, type Answered, type Choice } from './answer.ts';
import { called, indexOf, mainFlow, nameAt, openingHops, type Scene } from './scene.ts';
import { locate } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';

type AskOf<A extends Ask['about']> = Extract<Ask, { readonly about: A }>;

/** The hops of a command's first packet at a place. */
function passing(scene: Scene, at: Place): readonly IpHop[] {
  const flow = mainFlow(scene);
  const namespace = locate(scene.world, at)?.namespace;
  return flow === undefined ? [] : openingHops(flow).filter((hop) => hop.namespace === namespace);
}

const destinationIn = ({ payload }: Frame): string => {
  if (payload.kind !== 'ip') return '';
  const { transport, destination } = payload;
  return transport.kind === 'icmp' ? destination : socketOf(destination, transport.destinationPort);
};

const socketOf = (address: Ip, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

/** The destination of the first packet, at a chain or when it leaves a machine. */
export function destinationAt(scene: Scene, { at, chain }: AskOf<'destination-at'>): Answered | undefined {
  const hops = passing(scene, at);
  const place = called(scene.world, at);
  const hop = hops.find((each) => reaches(each, chain)) ?? (chain === 'POSTROUTING' ? hops.find(leaves) : undefined);
  const first = mainFlow(scene)?.hops.find(isIp);
  if (hop === undefined || first === undefined) return undefined;
  const seen = destinationIn(isRewrite(hop) ? hop.verdict.before : hop.frame);
  const original = destinationIn(first.frame);
  const rewritten = rewrittenAt(scene);
  const isBefore = seen === original;
  const because: Choice['because'] = isBefore
    ? said('is-not-rewritten', { destination: seen, place })
    : said('is-rewritten-before', { before: original, after: seen, place: rewritten ?? place });
  return {
    asks: said('destination-at', { place, chain }),
    right: { text: said('destination', { destination: seen }), because },
    wrong: destinations(scene, first),
    hop: indexOf(scene, hop),
  };
}

const reaches = ({ decision }: IpHop, chain: string): boolean =>
  ((decision.kind === 'rule' || decision.kind === 'policy') && decision.chain === chain) ||
  (decision.kind === 'rule' && decision.rule.target?.kind === 'jump' && decision.rule.target.chain === chain);

const leaves = ({ stage, device }: IpHop): boolean => stage === 'link' && device?.direction === 'out';

const isRewrite = (
  hop: IpHop,
): hop is IpHop & { readonly verdict: { readonly kind: 'rewritten'; readonly before: Frame } } =>
  hop.verdict.kind === 'rewritten';

/** Where the destination of the first packet is changed. */
function rewrittenAt(scene: Scene): string | undefined {
  const flow = mainFlow(scene);
  const hop = flow && openingHops(flow).find(changesDestination);
  return hop && nameAt(scene, hop.namespace);
}

const changesDestination = (hop: IpHop): boolean =>
  isRewrite(hop) && destinationIn(hop.verdict.before) !== destinationIn(hop.frame);

/** Whether address translation changes the destination of a command's first packet, and on which machine. */
export function translator(scene: Scene): Place | undefined {
  const flow = mainFlow(scene);
  const hop = flow && openingHops(flow).find(changesDestination);
  return hop && Object.values(scene.world.machines).find(({ namespace }) => namespace === hop.namespace)?.name;
}

/** Destinations that the first packet has, has had, or might be thought to have. */
function destinations({ world, hops }: Scene, first: IpHop): readonly Choice[] {
  const all = hops.filter(isIp).filter(({ packet }) => packet === first.packet);
  const [from, to] = [first.frame.payload, (all.at(-1) ?? first).frame.payload];
  const port = ({ transport }: typeof from): number | undefined =>
    transport.kind === 'icmp' ? undefined : transport.destinationPort;
  const published = Object.values(world.machines).flatMap(({ engine }) =>
    Object.values(engine?.containers ?? {}).flatMap(({ ports }) => ports),
  );
  const destination = (address: Ip, number: number | undefined): string =>
    number === undefined ? address : socketOf(address, number);
  const option = (key: 'needs-original' | 'needs-translated' | 'needs-half-translated', text: string): Choice =>
    choice('destination', key, { destination: text });
  const half =
    port(from) === undefined ? [] : [[to.destination, port(from)] as const, [from.destination, port(to)] as const];
  return [
    option('needs-original', destination(from.destination, port(from))),
    option('needs-translated', destination(to.destination, port(to))),
    ...half.map(([address, number]) => option('needs-half-translated', destination(address, number))),
    ...published
      .filter(({ hostPort }) => hostPort === port(from))
      .map(({ containerIp, containerPort }) => option('needs-translated', destination(containerIp, containerPort))),
    ...published.map(({ containerPort }) =>
      option('needs-half-translated', destination(from.destination, containerPort)),
    ),
    option('needs-translated', destination(from.source, port(from))),
  ];
}

/** By which device the first packet leaves a place. */
export function nextDevice(scene: Scene, { at }: AskOf<'next-device'>): Answered | undefined {
  const hops = passing(scene, at);
  const namespace = namespaceOf(scene.world, at);
  if (hops.length === 0 || namespace === undefined) return undefined;
  const place = called(scene.world, at);
  const out = hops.find(leaves) ?? hops.find(waits);
  const name = out?.device?.name;
  const route = hops.find(({ decision }) => decision.kind === 'route')?.decision;
  const isBridged = route === undefined;
  const text = (device: string): Choice['text'] => deviceText(scene.world, at, device);
  const right: Choice =
    name === undefined
      ? choice('leaves-not', 'is-not-leaving', {}, { place })
      : {
          text: text(name),
          because: said(isBridged ? 'is-bridged' : 'is-routed', {
            place,
            device: name,
            destination: out?.frame.payload.destination ?? '',
          }),
        };
  const others = Object.values(namespace.links).map(({ name: device, kind }): Choice => ({
    text: text(device),
    because: said(kind === 'loopback' ? 'needs-loopback' : 'needs-device', { place, device }),
  }));
  const isEnd = (device: string) => device.startsWith('veth');
  const ranked = others.toSorted(
    (a, b) => Number(isEnd(String(a.because.values['device']))) - Number(isEnd(String(b.because.values['device']))),
  );
  return {
    asks: said('next-device', { place }),
    right,
    wrong: [...(name === undefined ? [] : [choice('leaves-not', 'needs-leaves-not', {}, { place })]), ...ranked],
    hop: indexOf(scene, out ?? hops.at(-1)),
  };
}

/** Whether a packet waits for the MAC address that it would leave with. */
const waits = ({ stage, device }: IpHop): boolean => stage === 'neighbour' && device?.direction === 'out';

/** A device; a bridge with the network that it belongs to. */
function deviceText(world: World, at: Place, device: string): Choice['text'] {
  const { engine } = world.machines[at] ?? {};
  const network = Object.values(engine?.networks ?? {}).find(({ bridge }) => bridge === device);
  return network === undefined ? said('device', { device }) : said('device-of', { device, network: network.name });
}

const BASES = ['INPUT', 'FORWARD', 'OUTPUT'] as const;
type Base = (typeof BASES)[number];
const isBase = (hook: Hook): hook is Base => BASES.some((base) => base === hook);

/** Through which of the three chains of a machine the first packet goes. */
export function baseChain(scene: Scene, { at }: AskOf<'base-chain'>): Answered | undefined {
  const hops = passing(scene, at);
  if (hops.length === 0) return undefined;
  const place = called(scene.world, at);
  const gone = basesOf(hops);
  const [right] = gone;
  const offered = BASES.filter((base) => !gone.includes(base)).map((base) =>
    choice('chain', `needs-${lower(base)}`, { chain: base }, { place }),
  );
  return {
    asks: said('base-chain', { place }),
    right:
      right === undefined
        ? choice('no-chain', 'is-no-chain', {}, { place })
        : choice('chain', `is-${lower(right)}`, { chain: right }, { place }),
    wrong: [...offered, ...(right === undefined ? [] : [choice('no-chain', 'needs-no-chain', {}, { place })])],
    hop: indexOf(scene, hops.find((hop) => baseAt(hop) === right) ?? hops.at(-1)),
  };
}

const lower = (base: Base): 'input' | 'forward' | 'output' => base.toLowerCase() as Lowercase<Base>;

/** The chains that a packet comes to on a machine, in order: where none of their rules is asked, by what the routing says. */
function basesOf(hops: readonly IpHop[]): readonly Base[] {
  const asked = hops.flatMap((hop) => baseAt(hop) ?? []);
  const [first] = hops;
  const isSent = first?.stage === 'routing' && first.device === undefined;
  const routed = hops.flatMap(({ decision }): readonly Base[] => {
    if (decision.kind !== 'route') return [];
    if (isSent) return ['OUTPUT'];
    return decision.how === 'local' ? ['INPUT'] : [];
  });
  return [...new Set([...(isSent ? routed : []), ...asked, ...routed])];
}

function baseAt({ decision }: IpHop): Base | undefined {
  if (decision.kind !== 'rule' && decision.kind !== 'policy') return decision.kind === 'ttl' ? 'FORWARD' : undefined;
  return isBase(decision.hook) ? decision.hook : undefined;
}

/** How many packets of a command's traffic a rule counts. */
export function counted(scene: Scene, { at, table, chain, number }: AskOf<'counted'>): Answered | undefined {
  const counter = (world: World) =>
    namespaceOf(world, at)?.netfilter.ip[table]?.chains[chain]?.rules[number - 1]?.counters.packets;
  const [before, after] = [counter(scene.before), counter(scene.world)];
  if (before === undefined || after === undefined || scene.hops.length === 0) return undefined;
  const count = after - before;
  const place = called(scene.world, at);
  const elsewhere = basesOf(passing(scene, at)).find((base) => base !== chain);
  const why: Choice['because'] =
    count > 0
      ? said('is-counted', { n: count })
      : elsewhere !== undefined && isBase(chain as Hook)
        ? said('is-counted-elsewhere', { chain: elsewhere, place })
        : said('is-counted-none', { chain });
  const hop = scene.hops.find(
    ({ decision, namespace }) =>
      decision.kind === 'rule' &&
      decision.table === table &&
      decision.chain === chain &&
      decision.number === number &&
      namespace === locate(scene.world, at)?.namespace,
  );
  const option = (other: number): Choice =>
    choice('count', other === 0 ? 'needs-count-none' : 'needs-count', { n: other });
  return {
    asks: said('counted', { place, table, chain, number }),
    right: { text: said('count', { n: count }), because: why },
    wrong: [0, 1, sentBy(scene), packetsOf(scene), 2].map(option),
    hop: indexOf(scene, hop ?? passing(scene, at).find((each) => baseAt(each) === elsewhere)),
  };
}

/** How many packets the one who began it sends, and how many both send. */
const sentBy = (scene: Scene): number => {
  const flow = mainFlow(scene);
  const first = flow?.hops.find(isIp);
  const own = flow?.hops.filter(isIp).filter(({ frame }) => frame.payload.source === first?.frame.payload.source);
  return new Set(own?.map(({ packet }) => packet)).size;
};

const packetsOf = (scene: Scene): number =>
  new Set(
    mainFlow(scene)
      ?.hops.filter(isIp)
      .map(({ packet }) => packet),
  ).size;
