import { KernelError } from '../../../kernel/errno.ts';
import { removeClass, removeQdisc, setClass, setQdisc, type Change } from '../../../kernel/link/qdisc.ts';
import { hasModule } from '../../../kernel/modules.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import {
  abbreviated,
  contextOf,
  missing,
  newOptions,
  request,
  takeCommon,
  usage,
  Words,
  type Context,
} from '../ip/context.ts';
import { namespaceNamed } from '../ip/netns-names.ts';
import { aimOf, print, refOf, shown } from './aim.ts';
import { readClass, readQueueing } from './disciplines.ts';
import { filters } from './filters.ts';
import { HELP } from './help.table.ts';
import { classesPrinted, qdiscsPrinted } from './print.ts';

const COMMANDS = ['add', 'delete', 'replace', 'change', 'show', 'list', 'lst', 'get', 'help'] as const;
const UNKNOWN = 'Specified qdisc kind is unknown';

/** What is by chance in a discipline: a number that follows from the lab and from how many there were. */
function chanceOf({ call }: Context): number {
  const { seed, kernel } = call.world();
  return ((seed + 1) * 2654435761 + (kernel.nextQdisc ?? 0) * 40503) % Number.MAX_SAFE_INTEGER;
}

function changeQdisc(context: Context, how: Change, words: Words): void {
  const aim = aimOf(context, words);
  const [kind, ...settings] = aim.rest;
  const { queueing, beyond = [] } =
    kind === undefined ? {} : readQueueing(kind, settings, aim.link?.mtu ?? 0, chanceOf(context));
  const ref = refOf(context, aim);
  request(context, ({ kernel }) => {
    if (kind === undefined && aim.parent === undefined && aim.place === undefined)
      throw new KernelError('EINVAL', 'Handle cannot be zero');
    if (!queueing) throw new KernelError('ENOENT', UNKNOWN);
    if (beyond.length > 0 && hasModule(kernel, 'sch_netem'))
      throw new ToolError(`tc: the simulator's ${kind} has no ${beyond.join(', ')}\n`, 2);
    setQdisc(kernel, ref, how, { handle: aim.handle, parent: aim.parent, queueing });
  });
}

function deleteQdisc(context: Context, words: Words): void {
  const aim = aimOf(context, words);
  const ref = refOf(context, aim);
  request(context, ({ kernel }) => removeQdisc(kernel, ref, aim.parent, aim.place === 'ingress'));
}

function showQdiscs(context: Context, words: Words): void {
  const { links, named } = shown(context, aimOf(context, words));
  const { stats, details } = context.options;
  print(
    context,
    links.flatMap((link) => qdiscsPrinted(link, { named: !named, stats: stats > 0, details })),
  );
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
  if (kind !== 'htb') throw new ToolError(`Error: ${UNKNOWN}.\n`, 2);
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
  const { links, named } = shown(context, aimOf(context, words));
  if (!named) throw new ToolError('"dev" is required.\n', 1);
  print(
    context,
    links.flatMap((link) => classesPrinted(link, context.options.stats > 0)),
  );
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
  else if (known === 'chain') return 0;
  else if (known === 'action') throw usage(HELP.action);
  else if (known === 'monitor') throw usage(HELP.monitor);
  else if (known !== undefined) throw new ToolError(`tc: the simulator has no ${known}\n`, 2);
  else throw usage(`Object "${object}" is unknown, try "tc help".\n`);
  return 0;
};
