/** Neighbours: `ip -j neigh`, and its text. */
import { at, known, listOf, wordAt } from '../fields.ts';
import type { HostFacts, NeighbourFacts, StackFacts } from '../snapshot.ts';

export const isNeighbour = (value: unknown): boolean =>
  wordAt(value, 'dst') !== undefined && (wordAt(value, 'lladdr') !== undefined || Array.isArray(at(value, 'state')));

/** Those that are sent to without being asked for first. */
const STATES = ['REACHABLE', 'STALE', 'DELAY', 'PROBE', 'PERMANENT'] as const;

/** Undefined for one whose MAC address is not known, as of those that do not answer. */
export function readNeighbour(value: unknown): NeighbourFacts | undefined {
  const [address, mac, device] = [wordAt(value, 'dst'), wordAt(value, 'lladdr'), wordAt(value, 'dev')];
  const states = listOf(at(value, 'state'));
  const state = STATES.find((each) => states.includes(each));
  if (address === undefined || mac === undefined || device === undefined || state === undefined) return undefined;
  const router = at(value, 'router') === undefined ? undefined : (true as const);
  return known({ address, mac, device, state, router });
}

const LINE =
  /^([0-9a-f.:]+) dev (\S+) (?:lladdr (\S+) )?(.*)\b(REACHABLE|STALE|DELAY|PROBE|FAILED|PERMANENT|NOARP|INCOMPLETE)\s*$/;
export const isNeighbourLine = (line: string): boolean => LINE.test(line);

export const readNeighbourText = (lines: readonly string[]): NeighbourFacts[] =>
  lines.flatMap((line) => {
    const [, dst, dev, lladdr, more = '', state] = LINE.exec(line) ?? [];
    const router = /\brouter\b/.test(more) ? { router: null } : {};
    return readNeighbour({ dst, dev, lladdr, state: [state], ...router }) ?? [];
  });

const stacksOf = ({ stack, containers = [] }: HostFacts): readonly StackFacts[] =>
  [stack, ...containers.map((each) => each.stack)].filter((each) => each !== undefined);

/** Hosts without the neighbours of which nothing else is told, but for those that somebody entered: who else is on a LAN is not asked for. */
export function withKnownNeighbours(hosts: readonly HostFacts[]): HostFacts[] {
  const told = new Set(
    hosts.flatMap((host) => stacksOf(host).flatMap(({ links = [] }) => links.flatMap(({ mac }) => mac ?? []))),
  );
  const isTold = ({ mac, state }: NeighbourFacts): boolean => state === 'PERMANENT' || told.has(mac);
  const reduced = (stack: StackFacts): StackFacts => {
    const { neighbours, ...rest } = stack;
    const kept = (neighbours ?? []).filter(isTold);
    return { ...rest, ...(kept.length > 0 && { neighbours: kept }) };
  };
  const within = <T extends { stack?: StackFacts }>(facts: T): T =>
    facts.stack?.neighbours ? { ...facts, stack: reduced(facts.stack) } : facts;
  return hosts.map((host) => ({
    ...within(host),
    ...(host.containers && { containers: host.containers.map(within) }),
  }));
}
