import { family } from '../../../../ip/address.ts';
import { KernelError } from '../../../../kernel/errno.ts';
import { namespaceOf as namespaceById } from '../../../../kernel/kernel.ts';
import { parseNumber } from '../../../../kernel/netfilter/rule/numbers.ts';
import {
  addNextHop,
  nextHopOf,
  nextHopsOf,
  removeNextHop,
  type Member,
  type NextHopObject,
} from '../../../../kernel/route/nexthop.ts';
import {
  abbreviated,
  findLink,
  namespaceOf,
  printJson,
  refusal,
  request,
  usage,
  wrong,
  type Context,
  type Words,
} from '../context.ts';
import { HELP } from '../help.table.ts';
import { protocolName } from '../names.ts';
import { addressArgument } from '../prefix.ts';
import { nextHopJson, nextHopText } from './print.ts';

/** `ip nexthop COMMAND …`: next hops that stand for themselves, and groups of them. */
export function nexthop(context: Context, words: Words): void {
  const word = words.done ? 'list' : words.next();
  switch (abbreviated(word, ['add', 'replace', 'delete', 'list', 'show', 'lst', 'get', 'flush', 'bucket', 'help'])) {
    case 'add':
      return add(context, words, false);
    case 'replace':
      return add(context, words, true);
    case 'delete':
      return remove(context, words);
    case 'list':
    case 'show':
    case 'lst':
      return list(context, words);
    case 'get':
      return print(context, [found(context, idIn(words))]);
    case 'flush':
      return flush(context, words);
    case 'bucket':
      return;
    case 'help':
      throw usage(HELP.nexthop);
    default:
      throw usage(`Command "${word}" is unknown, try "ip nexthop help".\n`);
  }
}

const MOST = 0xffffffff;

function idArgument(text: string): number {
  const id = parseNumber(text);
  if (id === undefined || id > MOST) throw wrong(text, 'invalid id value\n');
  return id;
}

/** `id N` alone, as get and del take it; 0 where it is left out. */
function idIn(words: Words): number {
  let id = 0;
  while (!words.done) {
    const word = words.next();
    if (word !== 'id') throw wrong(word, '');
    id = idArgument(words.next());
  }
  return id;
}

function deviceArgument(context: Context, words: Words): number {
  const name = words.next();
  const link = findLink(context, name);
  if (!link) throw wrong(name, 'Device does not exist\n');
  return link.index;
}

const WEIGHTS = 65536;

/** `1/2,3`: the ids of a group, with their weights. */
const groupArgument = (text: string): Member[] =>
  text.split('/').map((part) => {
    const [id = '', share] = part.split(',');
    const weight = share === undefined ? 1 : parseNumber(share);
    if (weight === undefined || weight < 1 || weight > WEIGHTS) throw wrong(share ?? '', '"weight" is invalid\n');
    return { id: idArgument(id), weight };
  });

type Wanted = { -readonly [K in keyof NextHopObject]?: NextHopObject[K] } & { blackhole?: true };

/** Reads what stands behind `ip nexthop add|replace` (iproute2: ipnh_modify). */
function read(context: Context, words: Words): Wanted {
  const wanted: Wanted = {};
  while (!words.done) {
    const word = words.next();
    if (word === 'id') wanted.id = idArgument(words.next());
    else if (word === 'dev') wanted.device = deviceArgument(context, words);
    else if (word === 'via') {
      const value = words.next();
      wanted.via = addressArgument(value === 'inet' || value === 'inet6' ? words.next() : value);
    } else if (word === 'blackhole') wanted.blackhole = true;
    else if (word === 'onlink') wanted.onlink = true;
    else if (word === 'group') wanted.group = groupArgument(words.next());
    else if (word === 'type') {
      const type = words.next();
      if (type !== 'mpath') throw usage(`ip: the simulator has no groups of type ${type}\n`);
    } else if (word === 'protocol') {
      const text = words.next();
      const name = protocolName(text);
      if (name === undefined) throw wrong(text, '"protocol" value is invalid\n');
      wanted.protocol = name;
    } else if (word === 'help') throw usage(HELP.nexthop);
    else throw wrong(word, '');
  }
  return wanted;
}

function add(context: Context, words: Words, replacing: boolean): void {
  const { blackhole, id, ...wanted } = read(context, words);
  request(context, ({ kernel }) => {
    if (wanted.group && (blackhole || wanted.device !== undefined || wanted.via !== undefined))
      throw new KernelError('EINVAL', 'No other attributes can be set in nexthop groups');
    if (blackhole && (wanted.device !== undefined || wanted.via !== undefined))
      throw new KernelError('EINVAL', 'Blackhole attribute can not be used with gateway, oif, encap or fdb');
    if (!blackhole && !wanted.group && wanted.device === undefined)
      throw new KernelError('EINVAL', 'Device attribute required for non-blackhole and non-fdb nexthops');
    const own = wanted.via === undefined ? (context.options.family === 6 ? 6 : 4) : family(wanted.via);
    addNextHop(kernel, context.id, { ...wanted, family: own, id }, replacing);
  });
}

function remove(context: Context, words: Words): void {
  const id = idIn(words);
  request(context, ({ kernel }) => removeNextHop(namespaceById(kernel, context.id), id));
}

function found(context: Context, id: number): NextHopObject {
  const known = nextHopOf(namespaceOf(context), id);
  if (!known) throw refusal(id === 0 ? new KernelError('EINVAL', 'Nexthop id is missing') : new KernelError('ENOENT'));
  return known;
}

/** Those that a selector names. */
function selected(context: Context, words: Words): readonly NextHopObject[] {
  const filters: ((each: NextHopObject) => boolean)[] = [];
  const { family: asked } = context.options;
  if (asked === 4 || asked === 6) filters.push((each) => each.group !== undefined || each.family === asked);
  while (!words.done) {
    const word = words.next();
    if (word === 'id') {
      const known = found(context, idArgument(words.next()));
      filters.push((each) => each === known);
    } else if (word === 'dev') {
      const device = deviceArgument(context, words);
      filters.push((each) => each.device === device);
    } else if ('groups'.startsWith(word)) filters.push((each) => each.group !== undefined);
    else if (word === 'protocol') {
      const text = words.next();
      const name = protocolName(text);
      if (name === undefined) throw wrong(text, 'invalid protocol value\n');
      filters.push(({ protocol = 'unspec' }) => protocol === name);
    } else if (word === 'fdb' || word === 'vrf' || word === 'master') {
      if (word !== 'fdb') words.next();
      filters.push(() => false);
    } else if (word === 'help') throw usage(HELP.nexthop);
    else throw wrong(word, '');
  }
  return nextHopsOf(namespaceOf(context)).filter((each) => filters.every((passes) => passes(each)));
}

function print(context: Context, chosen: readonly NextHopObject[]): void {
  if (context.options.json)
    return printJson(
      context,
      chosen.map((each) => nextHopJson(context, each)),
    );
  for (const each of chosen) context.call.out(`${nextHopText(context, each)}\n`);
}

const list = (context: Context, words: Words): void => print(context, selected(context, words));

function flush(context: Context, words: Words): void {
  const doomed = selected(context, words);
  if (doomed.length === 0) return context.call.out('Nothing to flush\n');
  request(context, ({ kernel }) => {
    const namespace = namespaceById(kernel, context.id);
    // A group goes with the last of its members.
    for (const { id } of doomed) if (nextHopOf(namespace, id)) removeNextHop(namespace, id);
  });
  context.call.out(`Flushed ${doomed.length} nexthops\n`);
}
