/**
 * Lays one file over another, or a service over the one that it extends (compose-go override/merge.go).
 */
import { own } from '../../kernel/own.ts';
import { goText } from '../go.ts';
import { byBytes } from '../../engine/by-bytes.ts';
import { ComposeError } from '../problem.ts';
import { atPattern, dotted } from '../rules.ts';
import type { Way } from '../rules.ts';
import { isRecord } from '../tree.ts';
import type { Tree, TreeRecord } from '../tree.ts';
import { sameTree } from './same-tree.ts';

type Merger = (base: Tree, over: Tree, way: Way) => Tree;

/** @throws ComposeError */
export const mergeFiles = (base: TreeRecord, over: TreeRecord): TreeRecord => mergeMappings(base, over, []);

/** @throws ComposeError */
export const mergeServices = (base: Tree, over: TreeRecord): TreeRecord => {
  const merged = merge(base, over, ['services', 'x']);
  return isRecord(merged) ? merged : {};
};

function merge(base: Tree, over: Tree, way: Way): Tree {
  const special = specialAt(way);
  if (special) return special(base, over, way);
  if (over === null) return base;
  if (isRecord(base)) return isRecord(over) ? mergeMappings(base, over, way) : refuse(way);
  if (Array.isArray(base)) return Array.isArray(over) ? [...(base as Tree[]), ...(over as Tree[])] : refuse(way);
  return over;
}

function mergeMappings(base: TreeRecord, over: TreeRecord, way: Way): TreeRecord {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over))
    merged.set(key, merged.has(key) ? merge(merged.get(key) ?? null, value, [...way, key]) : value);
  return Object.fromEntries(merged);
}

function refuse(way: Way): never {
  throw new ComposeError({ text: `cannot override ${dotted(way)}`, path: way });
}

const replace: Merger = (_, over) => over;

const appended: Merger = (base, over) => [...asSequence(base), ...asSequence(over)];

/** `name=value`, in order, of a mapping. */
export function asSequence(value: Tree): readonly Tree[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value as readonly Tree[];
  if (!isRecord(value)) return [];
  return Object.entries(value)
    .flatMap(([key, entry]) => {
      if (entry === null) return [key];
      const entries: readonly Tree[] = Array.isArray(entry) ? entry : [entry];
      return entries.map((one) => `${key}=${goText(one)}`);
    })
    .sort(byBytes);
}

const hosts: Merger = (base, over) => {
  const first = asSequence(base);
  return [...first, ...asSequence(over).filter((entry) => !first.some((other) => sameTree(other, entry)))];
};

/** Lists of names become mappings first. */
const named =
  (value: Tree): Merger =>
  (base, over, way) => {
    const mapping = (tree: Tree): TreeRecord => {
      if (isRecord(tree)) return tree;
      if (tree === null) return {};
      if (!Array.isArray(tree)) return refuse(way);
      return Object.fromEntries(tree.map((name: Tree) => [typeof name === 'string' ? name : refuse(way), value]));
    };
    return mergeMappings(mapping(base), mapping(over), way);
  };

const build: Merger = (base, over, way) => {
  const long = (tree: Tree): TreeRecord => (typeof tree === 'string' ? { context: tree } : isRecord(tree) ? tree : {});
  return mergeMappings(long(base), long(over), way);
};

/** The options of another driver are not merged. */
const logging: Merger = (base, over, way) => {
  if (!isRecord(base) || !isRecord(over)) return refuse(way);
  const drivers = [own(base, 'driver'), own(over, 'driver')];
  return drivers.includes(undefined) || drivers[0] === drivers[1] ? mergeMappings(base, over, way) : over;
};

/** Pools of one subnet are merged; compose-go goes through all pairs. */
const pools: Merger = (base, over, way) => {
  if (!Array.isArray(base) || !Array.isArray(over))
    throw new ComposeError({
      text: `${dotted(way)}: unexpected type ${base === null ? '<nil>' : typeof base}`,
      path: way,
    });
  const merged: TreeRecord[] = [];
  const subnet = (pool: TreeRecord): Tree | undefined => own(pool, 'subnet');
  const placeOf = (pool: TreeRecord): number => merged.findIndex((other) => subnet(other) === subnet(pool));
  const asPool = (tree: Tree): TreeRecord => (isRecord(tree) ? tree : {});
  for (const original of base.map(asPool)) {
    let right = original;
    for (const left of over.map(asPool)) {
      if (subnet(left) !== subnet(right) && placeOf(left) < 0) {
        merged.push(left);
        continue;
      }
      right = mergeMappings(right, left, way);
      const place = placeOf(right);
      if (place < 0) merged.push(right);
      else merged[place] = right;
    }
  }
  return merged;
};

const specialAt = atPattern<Merger>({
  'networks.*.ipam.config': pools,
  'networks.*.labels': appended,
  'volumes.*.labels': appended,
  'services.*.annotations': appended,
  'services.*.build': build,
  'services.*.build.args': appended,
  'services.*.build.additional_contexts': appended,
  'services.*.build.extra_hosts': hosts,
  'services.*.build.labels': appended,
  'services.*.command': replace,
  'services.*.depends_on': named({ condition: 'service_started', required: true }),
  'services.*.deploy.labels': appended,
  'services.*.dns': appended,
  'services.*.dns_opt': appended,
  'services.*.dns_search': appended,
  'services.*.entrypoint': replace,
  'services.*.env_file': appended,
  'services.*.label_file': appended,
  'services.*.environment': appended,
  'services.*.extra_hosts': hosts,
  'services.*.healthcheck.test': replace,
  'services.*.labels': appended,
  'services.*.volumes.*.volume.labels': appended,
  'services.*.logging': logging,
  'services.*.models': named(null),
  'services.*.networks': named(null),
  'services.*.sysctls': appended,
  'services.*.tmpfs': appended,
  'services.*.ulimits.*': replace,
});
