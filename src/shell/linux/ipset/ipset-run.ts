import { hex } from '../../../engine/random.ts';
import { isHost } from '../../../ip/address.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import {
  memberFor,
  memberOf,
  setCalled,
  type IpSet,
  type Member,
  type Part,
} from '../../../kernel/netfilter/ipset/ipset.ts';
import {
  addMember,
  createSet,
  deleteMember,
  destroySets,
  flushSets,
  renameSet,
  swapSets,
  type SetProblem,
} from '../../../kernel/netfilter/ipset/sets.ts';
import { readText, absolute, treeAt } from '../../files/tree.ts';
import { FileError } from '../../files/entry.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { namespaceOf, resolverOf } from '../iptables/place.ts';
import { splitWords } from '../iptables/split-words.ts';
import { readElements, readMemberOptions, type Names } from './elements.ts';
import { HELP } from './help.table.ts';
import { IpsetError } from './ipset-error.ts';
import { inOrder, saveText, setText, type ListStyle } from './listing.ts';
import { isSetType, readSet } from './set-options.ts';

const LEAD = 'ipset v7.24: ';

interface Options {
  readonly exist: boolean;
  readonly quiet: boolean;
  readonly names: boolean;
  readonly terse: boolean;
  readonly sorted: boolean;
  readonly output: string;
  readonly file: string | undefined;
}

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  create: ['create', 'n', '-N', 'new'],
  add: ['add', 'a', '-A'],
  del: ['del', 'd', '-D'],
  test: ['test', 't', '-T'],
  destroy: ['destroy', 'x', '-X'],
  list: ['list', 'l', '-L'],
  save: ['save', 's', '-S'],
  restore: ['restore', 'r', '-R'],
  flush: ['flush', 'f', '-F'],
  rename: ['rename', 'e', '-E'],
  swap: ['swap', 'w', '-W'],
  help: ['help', 'h', '-h', '--help', '-help'],
  version: ['version', 'v', '-v', '-V', '--version', '-version'],
};

/** ipset 7.24 */
export function runIpset(call: Call): number {
  try {
    return perform(call, call.argv.slice(1), undefined);
  } catch (error) {
    if (error instanceof IpsetError) throw new ToolError(toldOf(error), error.exit);
    throw error;
  }
}

const toldOf = ({ message, exit }: IpsetError): string =>
  `${LEAD}${message}\n${exit === 2 ? "Try `ipset help' for more information.\n" : ''}`;

/** Does one command. `exist` is what a whole file of them was given. */
function perform(call: Call, argv: readonly string[], exist: boolean | undefined): number {
  const { words, options } = readOptions(argv, exist ?? false);
  const [word, ...operands] = words;
  if (word === undefined) throw new IpsetError('No command specified.', 2);
  const [command] = Object.entries(COMMANDS).find(([, names]) => names.includes(word)) ?? [];
  switch (command) {
    case 'create':
      return create(call, operands, options);
    case 'add':
    case 'del':
    case 'test':
      return withElement(call, command, operands, options);
    case 'destroy':
      return changed(call, (namespace) => destroySets(namespace, operands[0]));
    case 'flush':
      return changed(call, (namespace) => flushSets(namespace, operands[0]));
    case 'rename':
    case 'swap': {
      const [name, to] = [needed(operands[0], command), needed(operands[1], command)];
      return changed(call, (namespace) => (command === 'rename' ? renameSet : swapSets)(namespace, name, to), command);
    }
    case 'list':
    case 'save':
      return list(call, operands[0], command === 'save' ? { ...options, output: 'save' } : options);
    case 'restore':
      return restore(call, options);
    case 'help':
      call.out(HELP);
      return 0;
    case 'version':
      call.out('ipset v7.24, protocol version: 7\n');
      return 0;
    default:
      throw new IpsetError(`No command specified: unknown argument ${word}`, 2);
  }
}

function needed(word: string | undefined, command: string): string {
  if (word === undefined) throw new IpsetError(`Missing mandatory argument to command ${command}`, 2);
  return word;
}

/** Options stand anywhere; what begins with a minus and is a command is one. */
function readOptions(argv: readonly string[], exist: boolean): { words: string[]; options: Options } {
  const words: string[] = [];
  const given = { exist, quiet: false, names: false, terse: false, sorted: false };
  let output = 'plain';
  let file: string | undefined;
  const commands = Object.values(COMMANDS).flat();
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] ?? '';
    const flag = FLAGS.find(({ names }) => names.some((name) => name === word));
    if (flag) given[flag.option] = true;
    else if (['-o', '-output', '--output'].includes(word)) output = argv[(i += 1)] ?? '';
    else if (['-f', '-file', '--file'].includes(word)) file = argv[(i += 1)];
    else if (['-r', '-resolve', '--resolve'].includes(word)) continue;
    else if (word.startsWith('-') && !(words.length === 0 && commands.includes(word)))
      throw new IpsetError(`Unknown argument: \`${word}'`, 2);
    else words.push(word);
  }
  if (!['plain', 'save', 'xml', 'json'].includes(output))
    throw new IpsetError(`Syntax error: unknown output mode '${output}'`);
  return { words, options: { ...given, output, file } };
}

const FLAGS = [
  { option: 'exist', names: ['-exist', '-!', '--exist'] },
  { option: 'quiet', names: ['-q', '-quiet', '--quiet'] },
  { option: 'names', names: ['-n', '-name', '--name'] },
  { option: 'terse', names: ['-t', '-terse', '--terse'] },
  { option: 'sorted', names: ['-s', '-sorted', '--sorted'] },
] as const;

const WORDS: Readonly<Record<SetProblem, string>> = {
  exists: 'Set cannot be created: set with the same name already exists',
  'no-set': 'The set with the given name does not exist',
  'in-use': 'Set cannot be destroyed: it is in use by a kernel component',
  'type-differs': 'The sets cannot be swapped: their type does not match',
  added: "Element cannot be added to the set: it's already added",
  'not-added': "Element cannot be deleted from the set: it's not added",
  full: 'Hash is full, cannot add more elements',
  'too-many': 'Kernel error received: maximal number of sets reached, cannot create more.',
  'no-listed': 'Set to be added/deleted/tested as element does not exist.',
};

const RENAMING: Partial<Record<SetProblem, string>> = {
  exists: 'Set cannot be renamed: a set with the new name already exists',
  'in-use': 'Set cannot be renamed: it is in use by another system',
};

function changed(
  call: Call,
  recipe: (namespace: Namespace) => SetProblem | undefined,
  command?: 'rename' | 'swap',
): number {
  const problem = call.update((world) => recipe(namespaceOf(call, world)));
  if (problem === undefined) return 0;
  throw new IpsetError((command === 'rename' ? RENAMING[problem] : undefined) ?? WORDS[problem]);
}

/** Types that ipset knows and this kernel lacks. */
const LACKING = ['hash:mac', 'hash:net,net', 'hash:net,port,net', 'hash:ip,mark', 'hash:ip,mac', 'bitmap:ip,mac'];

const LONGEST_NAME = 31;

function create(call: Call, [name, type, ...words]: readonly string[], { exist }: Options): number {
  if (name === undefined) throw new IpsetError('Missing mandatory argument to command create', 2);
  if (type === undefined) throw new IpsetError('Missing second mandatory argument to command create', 2);
  if (name.length > LONGEST_NAME)
    throw new IpsetError(`Syntax error: setname '${name}' is longer than ${LONGEST_NAME} characters`);
  if (LACKING.includes(type)) throw new IpsetError('Kernel error received: set type not supported');
  if (!isSetType(type)) throw new IpsetError(`Syntax error: typename '${type}' is unknown`);
  const set = readSet(name, type, words);
  const problem = call.update((world) => {
    const seed = set.range === undefined && type !== 'list:set' ? { seed: set.seed ?? hex(world.random, 8) } : {};
    return createSet(namespaceOf(call, world), { ...set, ...seed });
  });
  if (problem === 'exists' && exist) return 0;
  if (problem !== undefined) throw new IpsetError(WORDS[problem]);
  return 0;
}

const namesFor = (call: Call): Names => {
  const { addresses, port } = resolverOf(call);
  return { address: (name, v6) => addresses(name, v6 ? 'ip6' : 'ip')[0], port };
};

function withElement(
  call: Call,
  command: 'add' | 'del' | 'test',
  [name, text, ...words]: readonly string[],
  { exist, quiet }: Options,
): number {
  if (name === undefined) throw new IpsetError(`Missing mandatory argument to command ${command}`, 2);
  if (text === undefined) throw new IpsetError(`Missing second mandatory argument to command ${command}`, 2);
  const known = setCalled(namespaceOf(call, call.world()).netfilter.ipsets, name);
  if (!known) throw new IpsetError(WORDS['no-set']);
  const elements = readElements(known, text, namesFor(call));
  const { now } = call.world().clock;
  const options = readMemberOptions(known, words, now);
  if (command === 'test') {
    const [parts = []] = elements;
    const found = testedFor(known, parts, now);
    const isIn = found !== undefined && !found.nomatch;
    if (!quiet) call.err(isIn ? `Warning: ${text} is in set ${name}.\n` : `${text} is NOT in set ${name}.\n`);
    return isIn ? 0 : 1;
  }
  const problem = call.update((world) => {
    const namespace = namespaceOf(call, world);
    const set = setCalled(namespace.netfilter.ipsets, name);
    if (!set) return 'no-set';
    return elements.reduce<SetProblem | undefined>(
      (failed, parts) =>
        failed ??
        (command === 'add'
          ? addMember(namespace, set, { parts, ...options }, now, exist)
          : deleteMember(set, { parts }, now)),
      undefined,
    );
  });
  if (problem === undefined || (problem === 'not-added' && exist)) return 0;
  throw new IpsetError(WORDS[problem]);
}

/** Of a network the element itself is meant, of an address what covers it (ip_set_hash_gen.h: mtype_test). */
function testedFor({ type, members }: IpSet, parts: readonly Part[], now: number): Member | undefined {
  const meant = type === 'list:set' || parts.some((part) => part.kind === 'block' && !isHost(part.block));
  return (meant ? memberOf : memberFor)(members, parts, now);
}

function list(call: Call, name: string | undefined, { output, names, terse, sorted }: Options): number {
  const namespace = namespaceOf(call, call.world());
  if (name !== undefined && !setCalled(namespace.netfilter.ipsets, name)) throw new IpsetError(WORDS['no-set']);
  if (output === 'xml' || output === 'json')
    throw new IpsetError(`this lab's ipset prints plain text or 'save', not ${output}`);
  const sets = inOrder(namespace).filter((set) => name === undefined || set.name === name);
  const style: ListStyle = { terse, sorted, now: call.world().clock.now };
  if (names) for (const set of sets) call.out(`${set.name}\n`);
  else if (output === 'save') call.out(sets.map((set) => saveText(set, style)).join(''));
  else call.out(sets.map((set) => setText(namespace, set, style)).join('\n'));
  return 0;
}

/** Does the commands of a file, or of what comes in. */
function restore(call: Call, { exist, file }: Options): number {
  for (const [i, line] of sourceOf(call, file).split('\n').entries()) {
    const words = splitWords(line.trim());
    if (words.length === 0 || line.trim().startsWith('#') || line.trim() === 'COMMIT') continue;
    try {
      perform(call, words, exist);
    } catch (error) {
      if (!(error instanceof IpsetError)) throw error;
      throw new IpsetError(`Error in line ${i + 1}: ${error.message}`, error.exit);
    }
  }
  return 0;
}

function sourceOf(call: Call, file: string | undefined): string {
  if (file === undefined) return call.stdin;
  try {
    return readText(treeAt(call.world(), call.place), absolute(call.cwd, file));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new IpsetError(`Cannot open ${file} for reading: ${error.message}`);
  }
}
