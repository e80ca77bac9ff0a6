import type { Link } from '../../../kernel/link/link.ts';
import {
  classesOf,
  isIngress,
  removeClass,
  removeQdisc,
  setClass,
  setQdisc,
  type Change,
  type Qdisc,
} from '../../../kernel/link/qdisc.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import {
  abbreviated,
  contextOf,
  deviceOf,
  missing,
  namespaceOf,
  newOptions,
  request,
  takeCommon,
  usage,
  Words,
  type Context,
} from '../ip/context.ts';
import { namespaceNamed } from '../ip/netns-names.ts';
import { classText, queueingText, readClass, readQueueing } from './disciplines.ts';
import { HELP } from './help.table.ts';

const COMMANDS = ['add', 'delete', 'replace', 'change', 'show', 'list', 'lst', 'get', 'help'] as const;
const UNKNOWN = 'Error: Specified qdisc kind is unknown.\n';

/** Where a discipline stands, and of which link, as words tell before its kind. */
interface Aim {
  link?: Link;
  place?: 'root' | 'ingress';
  parent?: string;
  handle?: number;
  classid?: string;
  /** The kind, and what follows it. */
  readonly rest: string[];
}

function handleOf(text: string): number {
  const [, major] = /^([\da-f]{1,4}):0?$/i.exec(text) ?? [];
  if (major === undefined) throw new ToolError(`Error: argument "${text}" is wrong: invalid qdisc ID\n\n`, 255);
  return parseInt(major, 16);
}

function aimOf(context: Context, words: Words): Aim {
  const aim: Aim = { rest: [] };
  while (!words.done) {
    const word = words.next();
    if (word === 'dev') aim.link = deviceOf(context, words.next());
    else if (word === 'root') aim.place = 'root';
    else if (word === 'ingress' || word === 'clsact') {
      aim.place = 'ingress';
      aim.rest.push(word);
    } else if (word === 'parent') aim.parent = words.next();
    else if (word === 'handle') aim.handle = handleOf(words.next());
    else if (word === 'classid') aim.classid = words.next();
    else {
      aim.rest.push(word, ...words.rest());
      return aim;
    }
  }
  return aim;
}

const refOf = ({ id }: Context, { link }: Aim) => {
  if (!link) throw new ToolError('RTNETLINK answers: No such device\n', 2);
  return { namespace: id, index: link.index };
};

function changeQdisc(context: Context, how: Change, words: Words): void {
  const aim = aimOf(context, words);
  const [kind, ...settings] = aim.rest;
  const queueing = kind === undefined ? undefined : readQueueing(kind, settings, aim.link?.mtu ?? 0);
  const ref = refOf(context, aim);
  request(context, ({ kernel }) => {
    if (kind === undefined && aim.parent === undefined && aim.place === undefined)
      throw new ToolError('Error: Handle cannot be zero.\n', 2);
    if (!queueing) throw new ToolError(UNKNOWN, 2);
    setQdisc(kernel, ref, how, { handle: aim.handle, parent: aim.parent, queueing });
  });
}

function deleteQdisc(context: Context, words: Words): void {
  const aim = aimOf(context, words);
  const ref = refOf(context, aim);
  request(context, ({ kernel }) => removeQdisc(kernel, ref, aim.parent, aim.place === 'ingress'));
}

/** Queues for sending: as many as the machine has processors, of devices that have several. */
const queues = ({ kind }: Link): number => (kind === 'veth' ? 2 : 1);

const statistics = (packets: number, bytes: number): string =>
  ` Sent ${bytes} bytes ${packets} pkt (dropped 0, overlimits 0 requeues 0) \n backlog 0b 0p requeues 0\n`;

function qdiscText({ options }: Context, link: Link, named: boolean): string {
  const dev = named ? `dev ${link.name} ` : '';
  const row = (head: string, text: string, sent: { packets: number; bytes: number }): string =>
    `qdisc ${head}${text}\n${options.stats > 0 ? statistics(sent.packets, sent.bytes) : ''}`;
  const nothing = { packets: 0, bytes: 0 };
  const all = link.qdiscs ?? [];
  const isRoot = (each: Qdisc): boolean => each.parent === undefined && !isIngress(each);
  const own = link.qdisc === 'noop' || all.some(isRoot) ? '' : row(`noqueue 0: ${dev}root refcnt 2 `, '', nothing);
  const rows = all.map((each) => {
    const { handle, parent, queueing, start } = each;
    const place = isIngress(each)
      ? 'parent ffff:fff1 '
      : parent === undefined
        ? `root refcnt ${queues(link) + 1} `
        : `parent ${parent} `;
    const sent = isRoot(each) && queueing.kind !== 'noqueue' ? since(link, start) : nothing;
    return row(`${queueing.kind} ${handle.toString(16)}: ${dev}${place}`, queueingText(queueing), sent);
  });
  return own + rows.join('');
}

const since = ({ sent }: Link, start: Link['sent']) => ({
  packets: sent.packets - start.packets,
  bytes: sent.bytes - start.bytes,
});

/** The links that are asked for, and whether one was named. */
function shown(context: Context, words: Words): { links: readonly Link[]; named: boolean } {
  const { link } = aimOf(context, words);
  return link ? { links: [link], named: true } : { links: Object.values(namespaceOf(context).links), named: false };
}

function showQdiscs(context: Context, words: Words): void {
  const { links, named } = shown(context, words);
  context.call.out(links.map((link) => qdiscText(context, link, !named)).join(''));
}

function qdisc(context: Context, words: Words): void {
  const command = words.done ? 'show' : words.next();
  switch (abbreviated(command, COMMANDS)) {
    case 'add':
      return changeQdisc(context, 'add', words);
    case 'replace':
      return changeQdisc(context, 'replace', words);
    case 'change':
      return changeQdisc(context, 'change', words);
    case 'delete':
      return deleteQdisc(context, words);
    case 'show':
    case 'list':
    case 'lst':
      return showQdiscs(context, words);
    case 'help':
      throw new ToolError(HELP.qdisc, 0);
    default:
      throw usage(`Command "${command}" is unknown, try "tc qdisc help".\n`);
  }
}

function changeClass(context: Context, how: Change, words: Words): void {
  const aim = aimOf(context, words);
  const [kind, ...settings] = aim.rest;
  const ref = refOf(context, aim);
  if (kind !== 'htb') throw new ToolError(UNKNOWN, 2);
  if (aim.classid === undefined) throw missing('classid');
  const made = readClass(aim.classid, aim.parent?.replace(/:0?$/, ':') ?? '', settings);
  request(context, ({ kernel }) => setClass(kernel, ref, how, made));
}

function deleteClass(context: Context, words: Words): void {
  const aim = aimOf(context, words);
  const ref = refOf(context, aim);
  request(context, ({ kernel }) => removeClass(kernel, ref, aim.classid ?? ''));
}

function showClasses(context: Context, words: Words): void {
  const { links, named } = shown(context, words);
  if (!named) throw new ToolError('"dev" is required.\n', 1);
  const all = links.flatMap(({ qdiscs = [] }) => qdiscs);
  const classes = classesOf(all);
  for (const each of classes) {
    const inner = classes.some(({ parent }) => parent === each.id);
    const place = each.parent.endsWith(':') ? 'root ' : `parent ${each.parent} `;
    const leaf = all.find(({ parent }) => parent === each.id);
    const leading = `${leaf ? `leaf ${leaf.handle.toString(16)}: ` : ''}${inner ? '' : `prio ${each.prio} `}`;
    context.call.out(`class htb ${each.id} ${place}${leading}${classText(each)}\n`);
    if (context.options.stats > 0) context.call.out(statistics(0, 0));
  }
}

function classes(context: Context, words: Words): void {
  const command = words.done ? 'show' : words.next();
  switch (abbreviated(command, COMMANDS)) {
    case 'add':
      return changeClass(context, 'add', words);
    case 'replace':
      return changeClass(context, 'replace', words);
    case 'change':
      return changeClass(context, 'change', words);
    case 'delete':
      return deleteClass(context, words);
    case 'show':
    case 'list':
    case 'lst':
      return showClasses(context, words);
    case 'help':
      throw new ToolError(HELP.class, 0);
    default:
      throw usage(`Command "${command}" is unknown, try "tc class help".\n`);
  }
}

function filters(context: Context, words: Words): void {
  const command = words.done ? 'show' : words.next();
  if (['show', 'list', 'lst'].includes(abbreviated(command, COMMANDS) ?? '')) return void shown(context, words);
  throw new ToolError('tc: the simulator has no filters\n', 2);
}

const OBJECTS = ['qdisc', 'class', 'filter', 'chain', 'action', 'monitor', 'exec', 'help'] as const;
const OPTIONS = [
  'Version',
  'stats',
  'statistics',
  'details',
  'raw',
  'oneline',
  'json',
  'pretty',
  'color',
  'netns',
  'help',
] as const;

export const runTc: Tool['run'] = (call) => {
  const options = newOptions();
  const args = call.argv.slice(1);
  let namespace: string | undefined;
  while (args[0]?.startsWith('-')) {
    const arg = args.shift() ?? '';
    const name = abbreviated(arg.replace(/^--?/, ''), OPTIONS);
    if (name === 'Version') {
      call.out('tc utility, iproute2-7.2.0, libbpf 1.7.0\n');
      return 0;
    }
    if (name === 'help') throw new ToolError(HELP.tc, 0);
    if (name === undefined) throw usage(`Option "${arg}" is unknown, try "tc -help".\n`);
    if (name === 'json') throw new ToolError('tc: the simulator prints no JSON of this\n', 1);
    if (name === 'netns') {
      const wanted = args.shift() ?? '';
      namespace = namespaceNamed(call, wanted);
      if (namespace === undefined)
        throw usage(`Cannot open network namespace "${wanted}": No such file or directory\n`);
    } else takeCommon(options, name, 'always', false);
  }
  const [object, ...rest] = args;
  const context = contextOf(call, options, namespace);
  const words = new Words(rest);
  const known = object === undefined ? 'help' : abbreviated(object, OBJECTS);
  if (known === 'help') throw new ToolError(HELP.tc, 0);
  if (known === 'qdisc') qdisc(context, words);
  else if (known === 'class') classes(context, words);
  else if (known === 'filter') filters(context, words);
  else if (known !== undefined) throw new ToolError(`tc: the simulator has no ${known}\n`, 2);
  else throw usage(`Object "${object}" is unknown, try "tc help".\n`);
  return 0;
};
