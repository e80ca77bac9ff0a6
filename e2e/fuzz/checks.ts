import { collide } from '../../src/engine/collide.fixture.ts';
import type { PortMapping } from '../../src/engine/network/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Namespace } from '../../src/kernel/namespace.ts';
import { parseRule, printRule } from '../../src/kernel/netfilter/rule/rule-text.ts';
import { sameRule } from '../../src/kernel/netfilter/rule/rule.ts';
import type { Trace } from '../../src/kernel/trace.ts';
import { plainWords } from '../../src/shell/words.ts';
import type { World } from '../../src/world/world.ts';

/* What holds whatever is typed, opened or sent. Each check yields what is wrong; nothing, where all is right. */

const enginesOf = (world: World): Engine[] => Object.values(world.machines).flatMap(({ engine }) => engine ?? []);

const repeated = (all: readonly string[]): string[] => {
  const seen = new Set<string>();
  return all.filter((each) => seen.has(each) || !seen.add(each));
};

/** No two endpoints have an address, no two containers a published port. */
function endpointProblems({ containers }: Engine): string[] {
  const live = Object.values(containers).filter(({ sandbox }) => sandbox !== undefined);
  const endpoints = live.flatMap((container) => Object.values(container.endpoints));
  const addresses = endpoints.flatMap(({ network, ipv4, ipv6 }) =>
    [ipv4, ipv6].flatMap((ip) => (ip === undefined ? [] : [`${network} ${ip}`])),
  );
  const macs = endpoints.flatMap(({ network, mac }) => (mac === '' ? [] : [`${network} ${mac}`]));
  const ports = live.flatMap((container) => container.ports);
  const taken = new Map<number, PortMapping[]>();
  const twice = ports.filter((port) => {
    const others = taken.get(port.hostPort) ?? [];
    taken.set(port.hostPort, [...others, port]);
    return others.some((other) => collide(port, other));
  });
  return [
    ...repeated(addresses).map((address) => `two endpoints have ${address}`),
    ...repeated(macs).map((mac) => `two endpoints have ${mac}`),
    ...twice.map(({ hostIp, hostPort, protocol }) => `${hostIp}:${hostPort}/${protocol} is published twice`),
  ];
}

/** Every link is found by its name, stands on what knows it, and has its peer. */
function linkProblems(world: World): string[] {
  const { namespaces } = world.kernel;
  return Object.values(namespaces).flatMap((namespace) =>
    Object.values(namespace.links).flatMap((link) => {
      const at = `${link.name} of ${namespace.id}`;
      const problems: string[] = [];
      if (!Object.hasOwn(namespace.names, link.name) || namespace.names[link.name] !== link.index)
        problems.push(`${at} is not found by its name`);
      if ('lower' in link) {
        const lower = namespaces[link.lower.namespace]?.links[link.lower.index];
        const known = lower?.uppers?.some((ref) => ref.namespace === namespace.id && ref.index === link.index);
        if (!known) problems.push(`the link below ${at} does not know it`);
      }
      if (link.kind === 'veth') {
        const peer = namespaces[link.peer.namespace]?.links[link.peer.index];
        if (peer?.kind !== 'veth' || peer.peer.namespace !== namespace.id || peer.peer.index !== link.index)
          problems.push(`the peer of ${at} is not its own`);
      }
      return problems;
    }),
  );
}

/** Every rule says of itself what makes it again. */
function ruleProblems({ id, netfilter }: Namespace): string[] {
  return (['ip', 'ip6'] as const).flatMap((version) =>
    Object.values(netfilter[version]).flatMap((table) =>
      Object.values(table.chains)
        .flatMap(({ rules }) => (rules.length > 100 ? rules.slice(0, 100) : rules))
        .flatMap((rule) => {
          const text = printRule(rule);
          const again = parseRule(plainWords(`iptables ${text}`)?.slice(1) ?? [], version);
          return sameRule(again, rule) ? [] : [`a rule of ${id} is not what it prints: ${text}`];
        }),
    ),
  );
}

/** What was looked at and is right, of worlds that share what did not change. */
export type Sound = WeakSet<object>;

/** What is in a value that JSON would not give back: NaN, -0, functions, prototypes of its own. At most a few. */
export function notPlain(value: unknown, path = '', sound: Sound = new WeakSet(), found: string[] = []): string[] {
  if (found.length >= 3) return found;
  if (typeof value === 'number') {
    if (Object.is(value, -0)) found.push(`${path} is -0`);
    else if (!Number.isFinite(value)) found.push(`${path} is ${value}`);
  } else if (typeof value === 'object' && value !== null) {
    if (sound.has(value)) return found;
    const before = found.length;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype && !Array.isArray(value))
      found.push(`${path} has a prototype of its own`);
    for (const [key, held] of Object.entries(value))
      notPlain(held, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, sound, found);
    if (found.length === before) sound.add(value);
  } else if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    found.push(`${path} is a ${typeof value}`);
  return found;
}

/** All that holds of a world; what is known to be sound is not looked at again. */
export function worldProblems(world: World, sound: Sound = new WeakSet()): string[] {
  if (sound.has(world)) return [];
  const fresh = Object.values(world.kernel.namespaces).filter((namespace) => !sound.has(namespace));
  return [
    ...enginesOf(world).flatMap(endpointProblems),
    ...linkProblems(world),
    ...fresh.flatMap(ruleProblems),
    ...notPlain(world, 'world', sound),
  ];
}

/** Every packet ends, and where it is dropped says why. */
export function traceProblems({ hops, outcomes }: Trace): string[] {
  // What programs do about packets that reached them comes after their end.
  const last = new Map(hops.filter(({ stage }) => stage !== 'program').map((hop) => [hop.packet, hop]));
  const open = [...last.values()].filter(({ verdict }) => verdict.kind === 'on' || verdict.kind === 'rewritten');
  return [
    ...(outcomes.every(({ status }) => Boolean(status)) ? [] : ['a stimulus has no outcome']),
    ...open.map(({ packet, stage, namespace }) => `packet ${packet} has no end after ${stage} at ${namespace}`),
    ...(hops.some(({ verdict }) => verdict.kind === 'dropped' && !verdict.reason)
      ? ['a packet is dropped for no reason']
      : []),
  ].slice(0, 3);
}

const SHOWS_THROUGH = [
  /\bNaN\b/,
  /\bundefined\b(?! (?:behavior|variable|service|network|volume|secret|config)\b)/, // docker and Go speak of such
  /\[object \w+\]/,
  /\[native code\]/,
  /-?\bInfinity\b/,
  /Cannot (?:read|set|access|convert|destructure) /,
  /is not (?:a function|iterable|defined|a constructor|extensible)/,
  /Invalid (?:array|string) length/,
  /Maximum call stack/,
  /\b(?:Type|Range|Reference)Error\b/,
  /Invalid (?:time value|regular expression:|code point|count value)/,
];

/** Where JavaScript shows through a text that answers to another, which is asked for only where something is found. */
export function textProblems(text: string, asked: () => string): string[] {
  return SHOWS_THROUGH.flatMap((pattern) => {
    const [match] = pattern.exec(text) ?? [];
    return match === undefined || pattern.test(asked()) ? [] : [`prints ${match.trim()}`];
  });
}
