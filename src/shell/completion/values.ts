import { RESOLVER } from '../../engine/dns/resolver-rules.ts';
import { knownNetworks } from '../../engine/swarm/known.ts';
import type { TableFamily } from '../../kernel/netfilter/table.ts';
import { FileError } from '../files/entry.ts';
import { find, listDirectory, treeAt } from '../files/tree.ts';
import { resolvePath } from '../files/path.ts';
import { shellAt } from '../shell-state.ts';
import { commandNamesAt } from '../tools.ts';
import { locate } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';
import { networksFor } from '../../world/networks.ts';
import { addressesOf } from '../../world/ends.ts';
import { containersOf, machinesOf } from '../../world/spots.ts';
import { own } from '../../kernel/own.ts';

/** Commands of the shell and of the page itself. */
const builtins = ['cd', 'clear', 'exit', 'export', 'help', 'pwd'];

/** The names of the commands that a place has. */
export const commandsAt = (world: World, place: Place): readonly string[] => [
  ...commandNamesAt(world, place),
  ...builtins,
];

/** Addresses of all that is in the lab. */
export const addresses = (world: World): readonly string[] => [
  ...machinesOf(world).flatMap(({ name }) => addressesOf(world, name)),
  ...containersOf(world).flatMap(([, { endpoints }]) => Object.values(endpoints).flatMap(({ ipv4 }) => ipv4 ?? [])),
];

/** Whom one may send to. */
export const ends = (world: World): readonly string[] => [
  ...addresses(world),
  ...containersOf(world).map(([, { name }]) => name),
  'example.com',
];

/** Networks that docker knows at a place, and those of its swarm that come to it when they are used. */
export function networksAt(world: World, place: Place): readonly string[] {
  const engine = own(world.machines, place)?.engine;
  const known = engine === undefined ? [] : Object.values(knownNetworks(engine)).map(({ name }) => name);
  return [...known, ...networksFor(world, place)];
}

const namespaceAt = (world: World, place: Place) => {
  const id = locate(world, place)?.namespace;
  return id === undefined ? undefined : world.kernel.namespaces[id];
};

/** The names of a place's interfaces. */
export function interfaces(world: World, place: Place, kind?: 'bridge'): readonly string[] {
  const links = Object.values(namespaceAt(world, place)?.links ?? {});
  return links.filter((link) => kind === undefined || link.kind === kind).map(({ name }) => name);
}

const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  raw: ['PREROUTING', 'OUTPUT'],
  security: ['INPUT', 'FORWARD', 'OUTPUT'],
};

/** The chains of a table at a place: the built-in ones, and those made by somebody. */
export function chains(world: World, place: Place, family: TableFamily, table: string): readonly string[] {
  const all: Readonly<Record<string, { readonly chains: object } | undefined>> =
    namespaceAt(world, place)?.netfilter[family] ?? {};
  return [...new Set([...(own(BUILT_IN, table) ?? []), ...Object.keys(all[table]?.chains ?? {})])];
}

const VERDICTS = ['ACCEPT', 'DROP', 'LOG', 'REJECT', 'RETURN'];
const NAT = ['DNAT', 'MASQUERADE', 'REDIRECT', 'SNAT'];

/** What a rule may do: the verdicts, and the chains that are no built-in ones. */
export const targets = (world: World, place: Place, family: TableFamily, table: string): readonly string[] => [
  ...VERDICTS,
  ...(table === 'nat' ? NAT : []),
  ...chains(world, place, family, table).filter((chain) => !own(BUILT_IN, table)?.includes(chain)),
];

/** A path's folder, as typed, and the names in it; folders end with a slash. */
export function paths(world: World, place: Place, typed: string, foldersOnly = false): readonly string[] {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  const hidden = typed.slice(folder.length).startsWith('.');
  try {
    const tree = treeAt(world, place);
    const path = resolvePath(shellAt(world, place).cwd, folder);
    return listDirectory(tree, path).flatMap((name) => {
      if (name.startsWith('.') && !hidden) return [];
      const isFolder = find(tree, resolvePath(path, name))?.kind === 'directory';
      return isFolder ? [`${folder}${name}/`] : foldersOnly ? [] : [folder + name];
    });
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

const SETTINGS = '/proc/sys/';

/** Settings by their dotted names, one level at a time as the files under /proc/sys. */
export const settings = (world: World, place: Place, typed: string): readonly string[] =>
  paths(world, place, SETTINGS + typed.replaceAll('.', '/')).map((path) =>
    path.slice(SETTINGS.length).replaceAll('/', '.'),
  );

/** The network namespaces that have names at a place. */
export const namespaces = (world: World, place: Place): readonly string[] =>
  paths(world, place, '/run/netns/').map((path) => path.slice('/run/netns/'.length));

/** Who answers questions of names here, as dig takes it. */
export function servers(world: World, place: Place): readonly string[] {
  const own = locate(world, place)?.container ? [RESOLVER] : [];
  return [...own, '203.0.113.53'];
}
