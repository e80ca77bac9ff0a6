import { own, put } from '../../kernel/own.ts';
import { directText, readDirect } from './direct-file.ts';
import { inOrder, isZone, type Config, type Direct, type Policy, type Zone } from './settings.ts';
import { STOCK } from './stock.table.ts';
import { fileText, readPolicy, readZone } from './zone-file.ts';

/** A host's files, by absolute path: those that differ from what it came with. */
export type Files = Record<string, string>;

const ETC = '/etc/firewalld';
const LIB = '/usr/lib/firewalld';
const CONF = `${ETC}/firewalld.conf`;
const DIRECT = `${ETC}/direct.xml`;

export const textAt = (files: Files, path: string): string | undefined => own(files, path) ?? own(STOCK, path);

/** All that firewalld reads as it starts: what it brings, and over that what the host's files say. */
export function readConfig(files: Files): Config {
  return {
    defaultZone: settingIn(files, 'DefaultZone') ?? 'public',
    logDenied: settingIn(files, 'LogDenied') ?? 'off',
    zones: readAll(files, 'zones', readZone),
    policies: readAll(files, 'policies', readPolicy),
    direct: readDirect(own(files, DIRECT) ?? ''),
  };
}

function readAll<T extends Zone | Policy>(
  files: Files,
  folder: 'zones' | 'policies',
  read: (name: string, text: string) => T | undefined,
): Record<string, T> {
  const holder: { all: Record<string, T> } = { all: {} };
  for (const [where, texts] of [
    [LIB, STOCK],
    [ETC, files],
  ] as const)
    for (const [path, text] of Object.entries(texts)) {
      const [, name] = new RegExp(`^${where}/${folder}/([^/]+)\\.xml$`).exec(path) ?? [];
      const found = name === undefined ? undefined : read(name, text);
      if (name !== undefined && found) put(holder, 'all', name, { ...found, items: inOrder(found.items) });
    }
  return holder.all;
}

function settingIn(files: Files, name: string): string | undefined {
  const found = new RegExp(`^${name}=(.*)$`, 'm').exec(textAt(files, CONF) ?? '');
  return found?.[1]?.trim();
}

/** Sets a line of firewalld.conf. */
export function writeSetting(files: Files, name: string, value: string): void {
  const text = textAt(files, CONF) ?? '';
  files[CONF] = text.replace(new RegExp(`^${name}=.*$`, 'm'), () => `${name}=${value}`);
}

const pathOf = (settings: Zone | Policy): string =>
  `${ETC}/${isZone(settings) ? 'zones' : 'policies'}/${settings.name}.xml`;

/** Writes a zone's or a policy's file; what it said before is kept beside it. */
export function writeSettings(files: Files, settings: Zone | Policy): void {
  const path = pathOf(settings);
  const before = own(files, path);
  if (before !== undefined) files[`${path}.old`] = before;
  files[path] = fileText(settings);
}

/** Whether firewalld brings a zone or a policy of that name, which cannot be removed therefore. */
export const isStock = (settings: Zone | Policy): boolean =>
  Object.hasOwn(STOCK, `${LIB}/${isZone(settings) ? 'zones' : 'policies'}/${settings.name}.xml`);

/** Removes the host's file of a zone or a policy; its text is kept beside. */
export function removeSettings(files: Files, settings: Zone | Policy): void {
  const path = pathOf(settings);
  const before = own(files, path);
  if (before !== undefined) files[`${path}.old`] = before;
  delete files[path];
}

export function writeDirect(files: Files, direct: Direct): void {
  files[DIRECT] = directText(direct);
}
