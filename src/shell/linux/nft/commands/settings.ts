import type { Base, NamedSet, SetFlag, Statement } from '../../../../kernel/netfilter/nft/ruleset.ts';
import { isDataType, type DataType } from '../../../../kernel/netfilter/nft/datatypes.ts';
import { typesOf } from '../../../../kernel/netfilter/nft/text/expression-text.ts';
import type { Hook } from '../../../../kernel/netfilter/table.ts';
import { EXPECTED } from '../read/expected.table.ts';
import { readExpression } from '../read/fields.ts';
import { Problem, unsupported } from '../read/problem.ts';
import type { Reader } from '../read/reader.ts';
import { durationOf, type Names } from '../read/values.ts';
import type { Token } from '../read/token.ts';
import type { ChainSettings } from './tables.ts';
import type { NftFamily } from '../../../../kernel/netfilter/nft/ruleset.ts';

const HOOKS: Readonly<Record<string, Hook>> = {
  prerouting: 'PREROUTING',
  input: 'INPUT',
  forward: 'FORWARD',
  output: 'OUTPUT',
  postrouting: 'POSTROUTING',
};

/** Priorities that have names, and the hooks where they may stand (std_prio_lookup, src/rule.c). */
const PRIORITIES: Readonly<Record<string, readonly [number, readonly Hook[]]>> = {
  raw: [-300, ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']],
  mangle: [-150, ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']],
  dstnat: [-100, ['PREROUTING', 'OUTPUT']],
  filter: [0, ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']],
  security: [50, ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']],
  srcnat: [100, ['POSTROUTING', 'INPUT']],
};

/** A priority as listings print it: the nearest name that is not further than 10. */
export function priorityText(priority: number, hook: Hook, numeric: boolean): string {
  if (numeric) return String(priority);
  for (const [name, [value, hooks]] of Object.entries(PRIORITIES)) {
    const distance = priority - value;
    if (!hooks.includes(hook) || Math.abs(distance) > 10) continue;
    return distance === 0 ? name : `${name} ${distance < 0 ? '-' : '+'} ${Math.abs(distance)}`;
  }
  return String(priority);
}

const TYPE_HOOKS: Readonly<Record<Base['type'], readonly Hook[]>> = {
  filter: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  route: ['OUTPUT'],
};

/** `type … hook … priority …`. */
export function readBase(reader: Reader): { hook: Hook; base: Base } {
  const first = reader.expect('type');
  if (!reader.is('filter', 'nat', 'route')) return reader.fail(EXPECTED.chainType);
  const type = reader.take().text as Base['type'];
  reader.expect('hook');
  const word = reader.name('<string>');
  if (word.text === 'ingress' || word.text === 'egress') throw unsupported(word);
  const hook = HOOKS[word.text];
  if (!hook) throw new Problem('unknown chain hook', word);
  const begins = reader.expect('priority');
  const priority = readPriority(reader, hook, begins);
  const at = { from: begins.from, to: reader.previous.to };
  if (!reader.is(';') && reader.token.kind !== 'newline') reader.fail(EXPECTED.semicolon);
  reader.take();
  if (!TYPE_HOOKS[type].includes(hook))
    throw new Problem(`Chain of type "${type}" is not supported, perhaps kernel support is missing?`, {
      from: first.from,
      to: at.to,
    });
  if (type === 'nat' && priority <= -200)
    throw new Problem('Chains of type "nat" must have a priority value above -200', at);
  return { hook, base: { type, priority } };
}

function readPriority(reader: Reader, hook: Hook, begins: Token): number {
  const word = reader.take();
  const [, name = '', sign, joined] = /^([a-z]*)(?:([+-])(\d+)?)?$/.exec(word.text) ?? [];
  if (/^-?\d+$/.test(word.text)) return Number(word.text);
  const known = PRIORITIES[name];
  if (name === '' && (sign === '-' || sign === '+')) return Number(`${sign}${joined ?? reader.take().text}`);
  if (!known?.[1].includes(hook))
    throw new Problem('invalid priority expression value in this context.', {
      from: begins.from,
      to: reader.previous.to,
    });
  const operator = sign ?? reader.takeIf('+', '-')?.text;
  const rest = /^[+-]\d+$/.test(reader.token.text) ? Number(reader.take().text) : 0;
  if (operator === undefined) return known[0] + rest;
  const distance = Number(joined ?? reader.take().text);
  return known[0] + (operator === '-' ? -distance : distance);
}

/** What a chain's braces hold before its rules. Returns false where a rule begins. */
export function readChainSetting(
  reader: Reader,
  settings: { -readonly [K in keyof ChainSettings]: ChainSettings[K] },
): boolean {
  if (reader.is('type') && ['filter', 'nat', 'route'].includes(reader.ahead().text))
    Object.assign(settings, readBase(reader));
  else if (reader.is('type')) readBase(reader);
  else if (reader.takeIf('policy')) {
    if (!reader.is('accept', 'drop')) reader.fail(EXPECTED.policy);
    settings.policy = reader.take().text === 'drop' ? 'DROP' : 'ACCEPT';
  } else if (reader.takeIf('comment')) settings.comment = reader.take().text;
  else if (reader.is('flags', 'devices')) throw unsupported(reader.token);
  else return false;
  return true;
}

type SetDraft = Omit<NamedSet, 'handle'>;

/** The settings of a set or map up to its closing brace; `elements` are left to the caller. */
export function readSetSettings(
  reader: Reader,
  name: string,
  isMap: boolean,
  names: Names,
  elements: (set: SetDraft) => void,
): SetDraft {
  const open = reader.expect('{');
  const set: SetDraft = { name, types: [], flags: [], elements: [] };
  const keyed = (): boolean => set.types.length > 0;
  const context = { family: 'inet' as NftFamily, names };
  reader.skipBreaks();
  while (!reader.is('}')) {
    if (reader.takeIf('type')) {
      set.types = readTypes(reader);
      if (isMap) readTo(reader, set);
    } else if (reader.takeIf('typeof')) {
      set.typeof = readExpression(reader, context.names).expression;
      set.types = typesOf(set.typeof);
      if (isMap) readTypeofTo(reader, set, names);
    } else if (reader.takeIf('flags')) set.flags = readFlags(reader);
    else if (reader.takeIf('timeout')) set.timeout = durationOf(reader.take().text, reader.previous);
    else if (reader.takeIf('gc-interval')) set.interval = durationOf(reader.take().text, reader.previous);
    else if (reader.takeIf('size')) set.size = Number(reader.take().text);
    else if (reader.takeIf('policy')) reader.take();
    else if (reader.takeIf('auto-merge')) set.autoMerge = true;
    else if (reader.takeIf('comment')) set.comment = reader.take().text;
    else if (reader.takeIf('counter')) (set.statements ??= []).push({ kind: 'counter' } satisfies Statement);
    else if (reader.takeIf('elements')) {
      reader.expect('=');
      elements(set);
    } else
      reader.fail(
        "newline, semicolon, type, typeof, flags, timeout, gc-interval, elements, policy, size, auto-merge, comment, '}'",
      );
    if (!reader.ended) reader.fail(EXPECTED.semicolon);
    reader.skipBreaks();
  }
  reader.expect('}');
  if (set.timeout !== undefined && !set.flags.includes('timeout')) set.flags.push('timeout');
  if (!keyed()) throw new Problem('set definition does not specify key', { from: open.from, to: reader.previous.to });
  return set;
}

function readTypes(reader: Reader): DataType[] {
  const types: DataType[] = [];
  do {
    const word = reader.name('<string>');
    if (!isDataType(word.text)) throw new Problem(`unknown datatype ${word.text}`, word);
    types.push(word.text);
  } while (reader.takeIf('.'));
  return types;
}

function readTo(reader: Reader, set: SetDraft): void {
  reader.expect(':');
  set.data = reader.takeIf('verdict') ? 'verdict' : readTypes(reader);
}

function readTypeofTo(reader: Reader, set: SetDraft, names: Names): void {
  reader.expect(':');
  if (reader.takeIf('verdict')) set.data = 'verdict';
  else {
    set.dataTypeof = readExpression(reader, names).expression;
    set.data = typesOf(set.dataTypeof);
  }
}

const SET_FLAGS: readonly SetFlag[] = ['constant', 'interval', 'timeout', 'dynamic'];

function readFlags(reader: Reader): SetFlag[] {
  const flags: SetFlag[] = [];
  do {
    const word = reader.name('constant, interval, timeout, dynamic');
    const flag = SET_FLAGS.find((each) => each === word.text);
    if (!flag) return reader.fail('constant, interval, timeout, dynamic');
    flags.push(flag);
  } while (reader.takeIf(','));
  return SHOWN_FLAGS.filter((flag) => flags.includes(flag));
}

/** In the order in which listings name them. */
const SHOWN_FLAGS: readonly SetFlag[] = ['constant', 'dynamic', 'interval', 'timeout'];
