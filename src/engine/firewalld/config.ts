import { own, put } from '../../kernel/own.ts';
import { directText, readDirect } from './direct-file.ts';
import { ipSetText, readIpSet } from './ipset-file.ts';
import type { IpSet } from './ipset.ts';
import { readService, serviceFileText } from './service-file.ts';
import { stockServices, type OwnService } from './service.ts';
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
    zones: readAll(files, 'zones', (name, text) => ordered(readZone(name, text))),
    policies: readAll(files, 'policies', (name, text) => ordered(readPolicy(name, text))),
    ipsets: readAll(files, 'ipsets', readIpSet),
    services: readAll(files, 'services', readService),
    direct: readDirect(own(files, DIRECT) ?? ''),
  };
}

/** The folders of what has a file each. */
type Folder = 'zones' | 'policies' | 'ipsets' | 'services';

const ordered = <T extends Zone | Policy>(settings: T | undefined): T | undefined =>
  settings && { ...settings, items: inOrder(settings.items) };

function readAll<T>(
  files: Files,
  folder: Folder,
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
      if (name !== undefined && found) put(holder, 'all', name, found);
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

/** What has a file of its own. */
export type Filed = Zone | Policy | IpSet | OwnService;

const isIpSet = (filed: Filed): filed is IpSet => 'entries' in filed;
const isService = (filed: Filed): filed is OwnService => 'includes' in filed;

const folderOf = (filed: Filed): Folder =>
  isIpSet(filed) ? 'ipsets' : isService(filed) ? 'services' : isZone(filed) ? 'zones' : 'policies';

const pathOf = (filed: Filed): string => `${ETC}/${folderOf(filed)}/${filed.name}.xml`;

const textOf = (filed: Filed): string =>
  isIpSet(filed) ? ipSetText(filed) : isService(filed) ? serviceFileText(filed) : fileText(filed);

/** Writes the file of a zone, a policy, a set or a service; what it said before is kept beside it. */
export function writeSettings(files: Files, settings: Filed): void {
  const path = pathOf(settings);
  const before = own(files, path);
  if (before !== undefined) files[`${path}.old`] = before;
  files[path] = textOf(settings);
}

/** Whether firewalld brings one of that name, which cannot be removed therefore. */
export const isStock = (filed: Filed): boolean =>
  isService(filed)
    ? stockServices.includes(filed.name)
    : Object.hasOwn(STOCK, `${LIB}/${folderOf(filed)}/${filed.name}.xml`);

/** Removes the host's file of it; its text is kept beside. */
export function removeSettings(files: Files, settings: Filed): void {
  const path = pathOf(settings);
  const before = own(files, path);
  if (before !== undefined) files[`${path}.old`] = before;
  delete files[path];
}

export function writeDirect(files: Files, direct: Direct): void {
  files[DIRECT] = directText(direct);
}
