import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A package of which something is in the built page, with the terms it comes under. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** By its SPDX name. */
  readonly licence: string;
  readonly text: string;
}

/** Licences that ask for no more than that their text goes along. */
export const permitted: readonly string[] = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'OFL-1.1',
];

/** What a package carries inside its own files, which no module of the page tells. */
const carried: Readonly<Record<string, readonly string[]>> = {
  'just-bash': ['file-type', 're2js'],
};

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/**
 * The folder of the package that a module belongs to; undefined where the module is the project's own.
 * @param id as the bundler names the module: a path, or a name that a plugin made up
 */
export function packageFolderOf(id: string, root: string): string | undefined {
  const inPackage = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id);
  if (inPackage?.[1] !== undefined) return inPackage[1];
  if (id.startsWith(`${root}/`)) return undefined;
  const [, name] = /^\0?\/?@?([\w-]+)\//.exec(id) ?? [];
  const folder = name === undefined ? undefined : installed(name, root);
  if (folder === undefined) throw new Error(`No package is known for ${JSON.stringify(id)}, which the page ships.`);
  return folder;
}

/** Where a package finds another: beside its own, or further out. */
function installed(name: string, from: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  const outer = dirname(from);
  return outer === from ? undefined : installed(name, outer);
}

/** All packages in these folders, and what they carry along, by name. */
export function shippedPackages(folders: Iterable<string>): readonly ShippedPackage[] {
  const all = new Set(folders);
  for (const folder of all)
    for (const name of carried[manifestOf(folder).name] ?? []) addWithDependencies(name, folder);
  return [...all].map(ofPackage).sort((a, b) => (a.name < b.name ? -1 : 1));

  function addWithDependencies(name: string, from: string): void {
    const folder = installed(name, from);
    if (folder === undefined) throw new Error(`${name} is not installed, which ${from} carries.`);
    if (all.has(folder)) return;
    all.add(folder);
    for (const other of Object.keys(manifestOf(folder).dependencies ?? {})) addWithDependencies(other, folder);
  }
}

/** A package by its folder, if its terms permit what we do. */
export function ofPackage(folder: string): ShippedPackage {
  const manifest = manifestOf(folder);
  const { name, version, license: licence = '' } = manifest;
  if (!permitted.includes(licence)) throw new Error(`${name} comes under ${licence || 'no licence'}: not permitted.`);
  return { name, version, licence, text: licenceText(folder) ?? plainText(manifest) };
}

/** The files of a package that state its terms. What Vite lists besides is about what only its own tools hold. */
function licenceText(folder: string): string | undefined {
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i.test(name));
  if (files.length === 0) return undefined;
  const texts = files.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  return (texts.join('\n\n').split('\n# Licenses of bundled dependencies')[0] ?? '').replaceAll('\r\n', '\n').trim();
}

/** Some packages name a licence and its holder, and leave its text out. */
function plainText({ name, license, author }: Manifest): string {
  const holder = typeof author === 'string' ? author : author?.name;
  if (license !== 'MIT' || holder === undefined) throw new Error(`${name} does not say what ${license} asks for.`);
  return readFileSync(new URL('mit.txt', import.meta.url), 'utf8')
    .replace('{{holder}}', holder)
    .trim();
}
