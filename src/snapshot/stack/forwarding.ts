/** Entries of forwarding tables that somebody made, and what bridges have learned: `bridge -j fdb`, and its text. */
import { at, integerAt, listOf, wordAt, wordOf } from '../fields.ts';

export const isForwarding = (value: unknown): boolean =>
  wordAt(value, 'mac') !== undefined && wordAt(value, 'ifname') !== undefined;

/** The words that `bridge fdb append` takes; undefined for what a kernel makes by itself. */
export function readForwarding(value: unknown): string[] | undefined {
  const [mac, device, state] = [wordAt(value, 'mac'), wordAt(value, 'ifname'), wordAt(value, 'state')];
  const [destination, master] = [wordAt(value, 'dst'), wordAt(value, 'master')];
  const flags = listOf(at(value, 'flags'));
  if (mac === undefined || device === undefined) return undefined;
  const learned = isLearned(mac, state, master);
  if (flags.includes('extern_learn') || !(learned || isMade(mac, state, destination))) return undefined;
  const numbers = (['vni', 'port', 'vlan'] as const).flatMap((name) => {
    const number = integerAt(value, name);
    return number === undefined ? [] : [name, String(number)];
  });
  return [
    mac,
    ...['dev', device],
    ...(destination === undefined ? [] : ['dst', destination]),
    ...numbers,
    master === undefined ? 'self' : 'master',
    learned ? 'dynamic' : state === 'static' ? 'static' : 'permanent',
  ];
}

const isGroup = (mac: string): boolean => /^(33:33|01:00:5e|01:80:c2)/i.test(mac);

const isMade = (mac: string, state: string | undefined, destination: string | undefined): boolean =>
  !isGroup(mac) && (state === 'static' || (state === 'permanent' && destination !== undefined));

/** At which of its ports a bridge last heard of a station. */
const isLearned = (mac: string, state: string | undefined, master: string | undefined): boolean =>
  !isGroup(mac) && master !== undefined && (state === undefined || state === 'stale' || state === 'reachable');

const LINE = /^((?:[0-9a-f]{2}:){5}[0-9a-f]{2}) dev (\S+)(.*)$/;
export const isForwardingLine = (line: string): boolean => LINE.test(line);

export const readForwardingText = (lines: readonly string[]): string[][] =>
  lines.flatMap((line) => {
    const [, mac, ifname, rest = ''] = LINE.exec(line) ?? [];
    const words = rest.trim().split(/\s+/);
    const after = (name: string): string | undefined =>
      words.includes(name) ? wordOf(words[words.indexOf(name) + 1]) : undefined;
    const number = (name: string): number | undefined =>
      /^\d{1,8}$/.test(after(name) ?? '') ? Number(after(name)) : undefined;
    const state = words.includes('static') ? 'static' : words.includes('permanent') ? 'permanent' : undefined;
    const entry = {
      mac,
      ifname,
      state,
      dst: after('dst'),
      master: after('master'),
      vni: number('vni'),
      port: number('port'),
      vlan: number('vlan'),
      flags: words,
    };
    const read = readForwarding(entry);
    return read ? [read] : [];
  });
