/**
 * Of what lists say twice the last is kept, in the place of the first (compose-go override/uncity.go).
 */
import { own } from '../../kernel/own.ts';
import { parseVolume } from '../canonical/volumes.ts';
import { goText, goType, goWord } from '../go.ts';
import { ComposeError } from '../problem.ts';
import { atPattern, dotted } from '../rules.ts';
import type { Way } from '../rules.ts';
import { isRecord, isWhole } from '../tree.ts';
import type { Tree, TreeRecord } from '../tree.ts';

/** What an entry of a list is known by. */
type Indexer = (entry: Tree, way: Way) => string;

function refuse(way: Way, text: string): never {
  throw new ComposeError({ text, path: way.map((part) => /^\[(\d+)\]$/.exec(part)?.[1] ?? part) });
}

const byName: Indexer = (entry, way) =>
  typeof entry === 'string'
    ? (entry.split('=', 1)[0] ?? '')
    : refuse(way, `${dotted(way)}: unexpected type ${goType(entry)}`);

const byTarget = (record: TreeRecord, way: Way, kind: string): string => {
  const target = own(record, 'target');
  return typeof target === 'string' ? target : refuse(way, `service ${kind} ${dotted(way)} is missing a mount target`);
};

const byMountPoint: Indexer = (entry, way) => {
  if (isRecord(entry)) return byTarget(entry, way, 'volume');
  return typeof entry === 'string' ? goText(own(parseVolume(entry), 'target') ?? '') : '';
};

const byDevice: Indexer = (entry, way) => {
  if (isRecord(entry)) return byTarget(entry, way, 'device');
  if (typeof entry !== 'string') return '';
  const [source = '', target] = entry.split(':');
  return target ?? source;
};

const unsupported = (entry: Tree, way: Way): never =>
  refuse(way, `${dotted(way)}: unsupported expose value ${goWord(entry)}`);

const byPort: Indexer = (entry, way) =>
  typeof entry === 'string' || isWhole(entry) ? goText(entry) : unsupported(entry, way);

const byFile =
  (folder: string): Indexer =>
  (entry, way) => {
    if (typeof entry === 'string') return `${folder}/${entry}`;
    if (!isRecord(entry)) return unsupported(entry, way);
    const target = own(entry, 'target');
    return target === undefined ? `${folder}/${goText(own(entry, 'source'))}` : goText(target);
  };

/** A published port that is a number is another than one that is text. */
const byBinding: Indexer = (entry, way) => {
  if (typeof entry === 'string') return entry;
  if (typeof entry === 'number' || typeof entry === 'bigint') return goText(entry);
  if (!isRecord(entry)) return '';
  const target = own(entry, 'target');
  if (target === undefined) return refuse(way, `service ports ${dotted(way)} is missing a target port`);
  const address = own(entry, 'host_ip') ?? '0.0.0.0';
  const published = own(entry, 'published') ?? null;
  return `${goText(address)}:${goType(published)} ${goText(published)}:${goText(target)}/${goText(own(entry, 'protocol') ?? 'tcp')}`;
};

const byPath: Indexer = (entry, way) => {
  if (!isRecord(entry)) return typeof entry === 'string' ? entry : '';
  const path = own(entry, 'path');
  return path === undefined ? refuse(way, `environment path attribute ${dotted(way)} is missing`) : goText(path);
};

const indexerAt = atPattern<Indexer>({
  'networks.*.labels': byName,
  'networks.*.ipam.options': byName,
  'services.*.annotations': byName,
  'services.*.build.args': byName,
  'services.*.build.additional_contexts': byName,
  'services.*.build.platform': byName,
  'services.*.build.tags': byName,
  'services.*.build.labels': byName,
  'services.*.cap_add': byName,
  'services.*.cap_drop': byName,
  'services.*.configs': byFile(''),
  'services.*.deploy.labels': byName,
  'services.*.dns': byName,
  'services.*.dns_opt': byName,
  'services.*.dns_search': byName,
  'services.*.environment': byName,
  'services.*.env_file': byPath,
  'services.*.expose': byPort,
  'services.*.labels': byName,
  'services.*.links': byName,
  'services.*.networks.*.aliases': byName,
  'services.*.networks.*.link_local_ips': byName,
  'services.*.ports': byBinding,
  'services.*.profiles': byName,
  'services.*.secrets': byFile('/run/secrets'),
  'services.*.sysctls': byName,
  'services.*.tmpfs': byName,
  'services.*.volumes': byMountPoint,
  'services.*.devices': byDevice,
});

/** @throws ComposeError */
export function withoutRepetitions(tree: TreeRecord): TreeRecord {
  return inside(tree, []) as TreeRecord;
}

function inside(tree: Tree, way: Way): Tree {
  if (isRecord(tree))
    return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, inside(value, [...way, key])]));
  const indexer = Array.isArray(tree) ? indexerAt(way) : undefined;
  if (!indexer || !Array.isArray(tree)) return tree;
  const kept = new Map<string, Tree>();
  tree.forEach((entry: Tree, place) => kept.set(indexer(entry, [...way, `[${place}]`]), entry));
  return [...kept.values()];
}
