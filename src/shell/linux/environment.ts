import { groupOf, identity, userNamed, userOf } from '../../engine/container/users.ts';
import { locate } from '../../world/place.ts';
import { RELEASE } from '../files/proc.ts';
import { FileError } from '../files/entry.ts';
import { find, lookup, treeAt } from '../files/tree.ts';
import { resolvePath } from '../files/path.ts';
import type { Call, Tool } from '../tool.ts';
import { getopt } from './getopt.ts';
import { quote } from './text/input.ts';

const variables = (env: Readonly<Record<string, string>>): string =>
  Object.entries(env)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** coreutils env: prints the environment, or runs a command with another one. */
export const env: Tool = (call) => {
  const { options, operands, error } = getopt(call.argv.slice(1), {
    short: '+0iu:C:S:v',
    long: { 'ignore-environment': 'i', 'unset=': 'u', null: '0', 'chdir=': 'C' },
  });
  if (error !== undefined) {
    call.err(`env: ${error}\nTry 'env --help' for more information.\n`);
    return 125;
  }
  const cleared = options.some((o) => o.name === 'i') || operands[0] === '-';
  const words = operands[0] === '-' ? operands.slice(1) : operands;
  const result: Record<string, string> = cleared ? {} : { ...call.env };
  for (const { name, value } of options) if (name === 'u') delete result[value];
  let at = 0;
  for (; at < words.length; at += 1) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(words[at] ?? '') ?? [];
    if (name === undefined || value === undefined) break;
    result[name] = value;
  }
  const command = words.slice(at);
  if (command.length === 0) {
    call.out(variables(result));
    return 0;
  }
  const [name = ''] = command;
  if (!call.has(call.place, name)) {
    call.err(`env: '${name}': No such file or directory\n`);
    return 127;
  }
  return call.run(call.place, command, call.stdin, {
    cwd: call.cwd,
    env: result,
    ...(call.namespace !== undefined && { namespace: call.namespace }),
  });
};

export const printenv: Tool = (call) => {
  const names = call.argv.slice(1).filter((word) => !word.startsWith('-'));
  if (names.length === 0) {
    call.out(variables(call.env));
    return 0;
  }
  for (const name of names) if (call.env[name] !== undefined) call.out(`${call.env[name]}\n`);
  return names.every((name) => call.env[name] !== undefined) ? 0 : 1;
};

/** Who runs a call: root, or whom its container was told. */
const callerOf = (call: Call): { uid: number; gid: number } =>
  identity(call.user ?? locate(call.world(), call.place)?.container?.config.User ?? '');

const named = (id: number, name: string | undefined): string => (name === undefined ? String(id) : `${id}(${name})`);

/** coreutils id */
export const id: Tool = (call) => {
  const { options, operands, error } = getopt(call.argv.slice(1), {
    short: 'aGgnruzZ',
    long: { user: 'u', group: 'g', groups: 'G', name: 'n', real: 'r', context: 'Z', zero: 'z' },
  });
  if (error !== undefined) {
    call.err(`id: ${error}\nTry 'id --help' for more information.\n`);
    return 1;
  }
  const sought = operands[0];
  const known =
    sought === undefined ? callerOf(call) : /^\d+$/.test(sought) ? userOf(Number(sought)) : userNamed(sought);
  if (!known) {
    call.err(`id: ${quote(call, sought ?? '')}: no such user\n`);
    return 1;
  }
  const has = (letter: string): boolean => options.some((o) => o.name === letter);
  const { uid, gid } = known;
  const [user, group] = [userOf(uid)?.name, groupOf(gid)];
  if (!has('u') && !has('g') && !has('G')) {
    call.out(`uid=${named(uid, user)} gid=${named(gid, group)} groups=${named(gid, group)}\n`);
    return 0;
  }
  const [number, name] = has('u') ? [uid, user] : [gid, group];
  call.out(`${has('n') ? (name ?? number) : number}\n`);
  if (!has('n') || name !== undefined) return 0;
  call.err(`id: cannot find name for ${has('u') ? 'user' : 'group'} ID ${number}\n`);
  return 1;
};

export const whoami: Tool = (call) => {
  const { uid } = callerOf(call);
  const user = userOf(uid);
  if (user) call.out(`${user.name}\n`);
  else call.err(`whoami: cannot find name for user ID ${uid}\n`);
  return user ? 0 : 1;
};

/** A tool that always says the same. */
const saying =
  (text: string, exit = 0): Tool =>
  (call) => {
    call.out(text);
    return exit;
  };

export const arch = saying('x86_64\n');
export const groups = saying('root\n');
export const nproc = saying('2\n');
/** What a terminal takes as: go home, clear, forget what was scrolled out. */
export const clear = saying('\u001b[H\u001b[2J\u001b[3J');

export const tty: Tool = (call) => (call.tty ? saying('/dev/pts/0\n') : saying('not a tty\n', 1))(call);

const VERSION = '#1 SMP PREEMPT_DYNAMIC @0';

export const uname: Tool = (call) => {
  const { options, error } = getopt(call.argv.slice(1), {
    short: 'asnrvmpio',
    long: {
      all: 'a',
      'kernel-name': 's',
      nodename: 'n',
      'kernel-release': 'r',
      'kernel-version': 'v',
      machine: 'm',
      'operating-system': 'o',
    },
  });
  if (error !== undefined) {
    call.err(`uname: ${error}\nTry 'uname --help' for more information.\n`);
    return 1;
  }
  const parts: Readonly<Record<string, string>> = {
    s: 'Linux',
    n: locate(call.world(), call.place)?.hostname ?? '',
    r: RELEASE,
    v: VERSION,
    m: 'x86_64',
    o: 'GNU/Linux',
  };
  const wanted = options.map(({ name }) => name);
  const letters = wanted.includes('a')
    ? Object.keys(parts)
    : wanted.length === 0
      ? ['s']
      : Object.keys(parts).filter((l) => wanted.includes(l));
  call.out(`${letters.map((letter) => parts[letter]).join(' ')}\n`);
  return 0;
};

/** Where Debian keeps the tools that are not in /usr/bin. */
const SYSTEM = new Set(
  `arp bridge brctl conntrack dockerd docker-proxy ifconfig ip ip6tables ip6tables-restore ip6tables-save iptables
iptables-restore iptables-save nginx route sysctl traceroute tcptraceroute`.split(/\s+/),
);

/** debianutils which */
export const which: Tool = (call) => {
  let exit = 0;
  const tree = treeAt(call.world(), call.place, call.namespace);
  for (const name of call.argv.slice(1).filter((word) => !word.startsWith('-'))) {
    if (name.includes('/')) {
      if (find(tree, resolvePath(call.cwd, name))?.kind === 'file') call.out(`${name}\n`);
      else exit = 1;
    } else if (call.has(call.place, name)) call.out(`${SYSTEM.has(name) ? '/usr/sbin' : '/usr/bin'}/${name}\n`);
    else exit = 1;
  }
  return exit;
};

/** coreutils readlink */
export const readlink: Tool = (call) => {
  const { options, operands, error } = getopt(call.argv.slice(1), { short: 'fenmqsvz' });
  if (error !== undefined || operands.length === 0) {
    call.err(`readlink: ${error ?? 'missing operand'}\nTry 'readlink --help' for more information.\n`);
    return 1;
  }
  const follows = options.some(({ name }) => 'fem'.includes(name));
  const tree = treeAt(call.world(), call.place, call.namespace);
  let exit = 0;
  for (const name of operands) {
    try {
      const found = lookup(tree, resolvePath(call.cwd, name), { follow: follows });
      const target = found.entry.kind === 'link' ? found.entry.target : follows ? found.path : undefined;
      if (target === undefined) exit = 1;
      else call.out(`${target}\n`);
    } catch (failure) {
      if (!(failure instanceof FileError)) throw failure;
      exit = 1;
    }
  }
  return exit;
};
