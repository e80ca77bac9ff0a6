import type { Call } from '../../tool/call.ts';
import type { Tool } from '../../tool/tool.ts';
import { coloredBridge } from '../ip/color.ts';
import {
  Words,
  abbreviated,
  contextOf,
  newOptions,
  takeCommon,
  usage,
  type Context,
  type Start,
} from '../ip/context.ts';
import { namespaceNamed } from '../ip/netns-names.ts';
import { fdb } from './fdb.ts';
import { HELP } from './help.table.ts';
import { link } from './link.ts';
import { mdb } from './mdb.ts';
import { vlan } from './vlan.ts';

const VERSION = 'bridge utility, 7.2.0\n';

/** Options in the order in which abbreviations are tried (iproute2: bridge/bridge.c). */
const OPTIONS = [
  'help',
  'Version',
  'stats',
  'statistics',
  'details',
  'oneline',
  'timestamp',
  'family',
  '4',
  '6',
  'netns',
  'color',
  'compressvlans',
  'force',
  'json',
  'pretty',
  'batch',
] as const;

const OBJECTS = ['link', 'fdb', 'mdb', 'mst', 'vlan', 'vni', 'monitor', 'help'] as const;

/** Reads what stands before the object. */
function start(call: Call): Start {
  const args = call.argv.slice(1);
  const options = newOptions();
  let namespace: string | undefined;
  let i = 0;
  for (; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (!arg.startsWith('-')) break;
    if (arg === '--') {
      i += 1;
      break;
    }
    const [, word = arg.replace(/^--?/, ''), when = 'always'] = /^--?(c\w*)=(always|auto|never)$/.exec(arg) ?? [];
    const name = abbreviated(word, OPTIONS);
    if (name !== undefined && takeCommon(options, name, when, call.tty === true)) continue;
    switch (name) {
      case 'help':
        throw usage(HELP.bridge);
      case 'Version':
        return { options, words: [], version: true };
      case 'netns':
        i += 1;
        namespace = namespaceOption(call, args[i]);
        break;
      case 'family':
        i += 1;
        break;
      case 'batch':
        throw usage(HELP.bridge);
      case undefined:
        throw usage(`Option "${arg}" is unknown, try "bridge help".\n`);
      default:
    }
  }
  return { options, words: args.slice(i), namespace };
}

function namespaceOption(call: Call, name: string | undefined): string {
  const namespace = name === undefined ? undefined : namespaceNamed(call, name);
  if (namespace === undefined)
    throw usage(`Cannot open network namespace "${name ?? '(null)'}": No such file or directory\n`);
  return namespace;
}

export const runBridge: Tool['run'] = (call) => {
  const { options: asked, words, namespace, version } = start(call);
  if (version) {
    call.out(VERSION);
    return 0;
  }
  const [object, ...rest] = words;
  if (object === undefined) throw usage(HELP.bridge);
  const painted: Call = { ...call, out: (text) => call.out(coloredBridge(text)) };
  return runObject(contextOf(asked.color && !asked.json ? painted : call, asked, namespace), object, new Words(rest));
};

function runObject(context: Context, object: string, words: Words): number {
  switch (abbreviated(object, OBJECTS)) {
    case 'link':
      link(context, words);
      return 0;
    case 'fdb':
      fdb(context, words);
      return 0;
    case 'mdb':
      mdb(context, words);
      return 0;
    case 'vlan':
      vlan(context, words);
      return 0;
    case 'mst':
      if (words.peek() === 'help') throw usage(HELP.mst);
      context.call.out('port              msti     \n');
      throw usage('Dump terminated\n');
    case 'vni':
      if (words.peek() === 'help') throw usage(HELP.vni);
      context.call.out('dev               vni                group/remote\n');
      return 0;
    case 'monitor':
      if (words.peek() === 'help') throw usage(HELP.monitor);
      return 0;
    case 'help':
      throw usage(HELP.bridge);
    case undefined:
      throw usage(`Object "${object}" is unknown, try "bridge help".\n`);
  }
}
