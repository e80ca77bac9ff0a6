import { own } from '../../kernel/own.ts';
import { goType } from '../go.ts';
import { byBytes } from '../../engine/by-bytes.ts';
import { inOrder } from '../order.ts';
import { isList, isRecord, type Tree, type TreeRecord } from '../tree.ts';
import { Fault } from './scalars.ts';
import type { Field, Reading, Shape } from './shape.ts';

/** Where the `x-…` keys of a mapping stand while it is read. */
export const EXTENSIONS = '#extensions';

/** Reads a part of a file as its shape; what is zero is left out. What cannot be read is told in `reading.faults`. */
export function read(tree: Tree, shape: Shape, at: string, reading: Reading): Tree | undefined {
  if (tree === null) return undefined;
  switch (shape.kind) {
    case 'value':
      return tryRead(() => shape.read(tree, reading), at, reading);
    case 'list':
      return tryRead(() => readList(tree, shape.of, at, reading), at, reading);
    case 'map':
      return tryRead(() => readMap(tree, shape.of, at, reading), at, reading);
    case 'struct':
      return tryRead(() => readStruct(tree, shape, at, reading), at, reading);
  }
}

function tryRead(reader: () => Tree | undefined, at: string, { faults }: Reading): Tree | undefined {
  try {
    return reader();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    faults.push(`'${at}' ${error.message}`);
    return undefined;
  }
}

function readList(tree: Tree, of: Shape, at: string, reading: Reading): Tree {
  if (!isList(tree)) throw new Fault(`source data must be an array or slice, got ${goKind(tree)}`);
  return tree.map((entry: Tree, place) => read(entry, of, `${at}[${place}]`, reading) ?? zeroOf(of));
}

/** An entry of a list that says nothing is there all the same. */
const zeroOf = (shape: Shape): Tree =>
  shape.kind === 'struct' || shape.kind === 'map' ? {} : shape.kind === 'list' ? [] : '';

function readMap(tree: Tree, of: Shape, at: string, reading: Reading): Tree {
  if (!isRecord(tree)) throw new Fault(`expected a map, got '${goKind(tree)}'`);
  return Object.fromEntries(
    Object.entries(tree).map(([key, entry]) => [key, read(entry, of, `${at}[${key}]`, reading) ?? null]),
  );
}

function readStruct(tree: Tree, shape: Shape & { kind: 'struct' }, at: string, reading: Reading): Tree {
  if (!isRecord(tree)) throw new Fault(`expected a map or struct, got "${goKind(tree)}"`);
  const fields = Object.entries(shape.fields).flatMap(([name, field]): [string, Tree][] => {
    const said = own(tree, name);
    const way = at === '' ? name : `${at}.${name}`;
    const found = (said === undefined ? undefined : read(said, field.shape, way, reading)) ?? field.zero;
    return found === undefined || isLeftOut(found, field) ? [] : [[name, found]];
  });
  const extensions = own(tree, EXTENSIONS);
  const carried = shape.extended && isRecord(extensions) ? inOrder(extensions) : [];
  return Object.fromEntries([...fields, ...carried]);
}

const isLeftOut = (found: Tree, { kept }: Field): boolean =>
  !kept && (found === '' || found === 0 || found === false || isEmpty(found));

const isEmpty = (found: Tree): boolean =>
  isList(found) ? found.length === 0 : isRecord(found) && Object.keys(found).length === 0;

function goKind(tree: Tree): string {
  const type = goType(tree);
  return type.startsWith('map') ? 'map' : type.startsWith('[]') ? 'slice' : type;
}

const NAMED_BY_USERS = ['services', 'volumes', 'networks', 'secrets', 'configs'];

/** Moves the `x-…` keys of mappings aside, as compose does: also those of an `environment` (compose-go loader.processExtensions). */
export function withExtensionsAside(tree: TreeRecord, way: readonly string[] = []): TreeRecord {
  const users =
    (way.length === 1 && NAMED_BY_USERS.includes(way[0] ?? '')) ||
    (way.length === 3 && way[0] === 'services' && way[2] === 'depends_on');
  const isExtension = (key: string): boolean => !users && key.startsWith('x-');
  const entries = Object.entries(tree);
  const aside = entries.filter(([key]) => isExtension(key)).sort(([a], [b]) => byBytes(a, b));
  const rest = entries
    .filter(([key]) => !isExtension(key))
    .map(([key, at]): [string, Tree] => [key, inside(at, [...way, key])]);
  return Object.fromEntries(aside.length > 0 ? [...rest, [EXTENSIONS, Object.fromEntries(aside)]] : rest);
}

const inside = (tree: Tree, way: readonly string[]): Tree => {
  if (isRecord(tree)) return withExtensionsAside(tree, way);
  if (!isList(tree)) return tree;
  return tree.map((entry: Tree, place) => (isRecord(entry) ? withExtensionsAside(entry, [...way, `${place}`]) : entry));
};
