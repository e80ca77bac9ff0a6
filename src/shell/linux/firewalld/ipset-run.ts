import type { Config } from '../../../engine/firewalld/settings.ts';
import { removeSettings, writeSettings } from '../../../engine/firewalld/config.ts';
import { FirewallError } from '../../../engine/firewalld/error.ts';
import {
  checkEntry,
  checkOverlap,
  checkOverlaps,
  checkTold,
  normalEntry,
} from '../../../engine/firewalld/ipset-entry.ts';
import { addElement, removeElement } from '../../../engine/firewalld/ipset-kernel.ts';
import { ipsetCalled, isBrief, makeSet, type IpSet } from '../../../engine/firewalld/ipset.ts';
import { kernelSetCalled } from '../../../engine/firewalld/kernel.ts';
import { readConfig } from '../../../engine/firewalld/config.ts';
import { namespaceOf } from '../../../kernel/kernel.ts';
import { FileError } from '../../files/entry.ts';
import { absolute, readText, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import {
  answer,
  change,
  changeFiles,
  configOf,
  eachOf,
  misused,
  permanentOnly,
  print,
  success,
  type Session,
} from './session.ts';

/** Sets of addresses: made, asked and changed. `undefined` where another kind of option was given. */
export function runIpSet(session: Session): number | undefined {
  const { call, options } = session;
  if (options.has('get-ipsets')) return print(call, Object.keys(configOf(session).ipsets).sort().join(' '));
  for (const [option, run] of Object.entries(NAMED)) {
    const [name] = options.get(option) ?? [];
    if (name !== undefined) return run(session, name);
  }
  const [name] = options.get('ipset') ?? [];
  return name === undefined ? undefined : runOnSet(session, name);
}

const NAMED: Readonly<Record<string, (session: Session, name: string) => number>> = {
  'new-ipset': makeNew,
  'delete-ipset': (session, name) => {
    permanentOnly(session);
    const set = ipsetCalled(configOf(session), name);
    changeFiles(session, ({ files }) => removeSettings(files, set));
    return success(session.call);
  },
  // firewalld brings no sets of its own.
  'load-ipset-defaults': (session, name) => {
    permanentOnly(session);
    ipsetCalled(configOf(session), name);
    changeFiles(session, () => undefined);
    throw new FirewallError('NO_DEFAULTS', `'${name}' not a built-in ipset`);
  },
  'info-ipset': (session, name) => {
    const { type, options, entries } = ipsetCalled(configOf(session), name);
    const given = Object.entries(options).map(([key, value]) => (value === '' ? key : `${key}=${value}`));
    session.call.out(`${name}\n  type: ${type}\n  options: ${given.join(' ')}\n  entries: ${entries.join(' ')}\n`);
    return 0;
  },
  'path-ipset': (session, name) => {
    permanentOnly(session);
    ipsetCalled(configOf(session), name);
    return print(session.call, `/etc/firewalld/ipsets/${name}.xml`);
  },
};

function makeNew(session: Session, name: string): number {
  permanentOnly(session);
  const { options } = session;
  const [type] = options.get('type') ?? [];
  if (type === undefined) throw misused('No type specified.');
  const [family] = options.get('family') ?? [];
  if (type === 'hash:mac' && family !== undefined) throw misused('--family is not compatible with the hash:mac type');
  const given = [...(options.get('option') ?? []), ...(family === undefined ? [] : [`family=${family}`])].map(
    (text) => {
      const [option = '', value = '', ...more] = text.split('=');
      if (more.length > 0) throw new FirewallError('INVALID_OPTION', `invalid ipset option '${text}'`);
      return [option, value] as const;
    },
  );
  changeFiles(session, ({ files }) => writeSettings(files, makeSet(readConfig(files), name, type, given)));
  return success(session.call);
}

function runOnSet(session: Session, name: string): number | undefined {
  const { call, options, where } = session;
  for (const [option, values] of options)
    switch (option) {
      case 'add-entry':
        return withEntries(session, name, values, addEntry);
      case 'remove-entry':
        return withEntries(session, name, values, removeEntry);
      case 'query-entry':
        return query(session, name, values);
      case 'get-entries':
        return print(call, ipsetCalled(configOf(session), name).entries.join('\n'));
      case 'add-entries-from-file':
      case 'remove-entries-from-file':
        return fromFiles(session, name, values, option === 'add-entries-from-file');
      case 'get-short':
      case 'get-description':
        permanentOnly(session);
        return print(call, ipsetCalled(configOf(session), name)[wordOf(option)]);
      case 'set-short':
      case 'set-description':
        permanentOnly(session);
        changeSet(session, name, (set) => {
          set[wordOf(option)] = values[0] ?? '';
        });
        return success(call);
      default:
    }
  if (where === 'permanent') ipsetCalled(configOf(session), name);
  return undefined;
}

const wordOf = (option: string): 'short' | 'description' => (option.endsWith('short') ? 'short' : 'description');

/** Changes a set in the files. */
function changeSet(session: Session, name: string, recipe: (set: IpSet) => void): void {
  changeFiles(session, ({ files }) => {
    const set = ipsetCalled(readConfig(files), name);
    recipe(set);
    writeSettings(files, set);
  });
}

type Act = (session: Session, name: string, entry: string) => void;

/** Several entries one by one; of the files all are written at once, or none. */
function withEntries(session: Session, name: string, values: readonly string[], act: Act): number {
  ipsetCalled(configOf(session), name);
  return eachOf(session, values, (value) => act(session, name, normalEntry(value)));
}

const addEntry: Act = (session, name, entry) => {
  if (session.where === 'permanent') {
    changeSet(session, name, (set) => {
      checkTold(set);
      if (set.entries.includes(entry)) throw new FirewallError('ALREADY_ENABLED', entry);
      checkOverlap(entry, set.entries);
      checkEntry(entry, set);
      set.entries.push(entry);
    });
    return;
  }
  changeInForce(session, name, (set, kernel, now) => {
    checkEntry(entry, set);
    if (set.entries.includes(entry)) throw new FirewallError('ALREADY_ENABLED', `'${entry}' already is in '${name}'`);
    checkOverlap(entry, set.entries);
    if (kernel) {
      if (kernel.size !== undefined && kernel.elements.length >= kernel.size)
        throw new FirewallError('COMMAND_FAILED', `${NFT_FAILED}Too many open files in system`);
      addElement(kernel, set, entry, now);
    }
    if (!isBrief(set)) set.entries.push(entry);
  });
};

const NFT_FAILED = "'python-nftables' failed: internal:0:0-0: Error: Could not process rule: ";

const removeEntry: Act = (session, name, entry) => {
  if (session.where === 'permanent') {
    changeSet(session, name, (set) => {
      checkTold(set);
      if (!set.entries.includes(entry)) throw new FirewallError('NOT_ENABLED', entry);
      set.entries = set.entries.filter((each) => each !== entry);
    });
    return;
  }
  changeInForce(session, name, (set, kernel) => {
    if (!set.entries.includes(entry)) throw new FirewallError('NOT_ENABLED', `'${entry}' not in '${name}'`);
    if (kernel) removeElement(kernel, set, entry);
    set.entries = set.entries.filter((each) => each !== entry);
  });
};

/** Changes a set in force, and the kernel's. */
function changeInForce(
  session: Session,
  name: string,
  recipe: (set: IpSet, kernel: ReturnType<typeof kernelSetCalled>, now: number) => void,
): void {
  change(session, ({ kernel, namespace, clock }, firewalld) =>
    recipe(ipsetCalled(firewalld, name), kernelSetCalled(namespaceOf(kernel, namespace), name), clock.now),
  );
}

function query(session: Session, name: string, values: readonly string[]): number {
  const { call, where } = session;
  const set = ipsetCalled(configOf(session), name);
  checkTold(set, where === 'now');
  const has = (value: string): boolean => set.entries.includes(normalEntry(value));
  const [only = ''] = values;
  if (values.length === 1) return answer(call, has(only));
  for (const value of values) call.out(`'${value}': ${has(value) ? 'yes' : 'no'}\n`);
  return 0;
}

/** The entries that a file has, one a line. */
function entriesIn({ call }: Session, path: string): string[] {
  const lines = textAt(call, path)
    .split('\n')
    .map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== '' && !/^[#;]/.test(line)))];
}

function textAt(call: Call, path: string): string {
  try {
    return readText(treeAt(call.world(), call.place, call.namespace), absolute(call.cwd, path));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new ToolError(`Failed to read file '${path}': [Errno 2] No such file or directory: '${path}'\n`, 0);
  }
}

function fromFiles(session: Session, name: string, paths: readonly string[], adds: boolean): number {
  const { call, where } = session;
  const before = ipsetCalled(configOf(session) satisfies Config, name);
  const given = paths.flatMap((path) => entriesIn(session, path));
  const entries = adds
    ? [...new Set([...before.entries, ...given])]
    : before.entries.filter((entry) => !given.includes(entry));
  if (entries.length === before.entries.length) return success(call);
  const set = (to: IpSet): void => {
    checkTold(to);
    checkOverlaps(entries);
    for (const entry of entries) checkEntry(entry, to);
    to.entries = entries;
  };
  if (where === 'permanent') changeSet(session, name, set);
  else
    changeInForce(session, name, (to, kernel, now) => {
      set(to);
      if (!kernel) return;
      kernel.elements = [];
      for (const entry of entries) addElement(kernel, to, entry, now);
    });
  return success(call);
}
