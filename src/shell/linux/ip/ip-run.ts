import type { Call } from '../../tool/call.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { address } from './address/address.ts';
import {
  Words,
  abbreviated,
  contextOf,
  incomplete,
  namespaceOf,
  usage,
  newOptions,
  takeCommon,
  type Context,
  type Options,
  type Start,
} from './context.ts';
import { coloredBrief, coloredLinks, coloredRoutes } from './color.ts';
import { HELP } from './help.table.ts';
import { link } from './link/link.ts';
import { maddress } from './maddress.ts';
import { netconf } from './netconf.ts';
import { neighbour } from './neighbour.ts';
import { netns } from './netns.ts';
import { nexthop } from './nexthop/nexthop.ts';
import { namespaceNamed } from './netns-names.ts';
import { route } from './route/route.ts';
import { rule } from './rule/rule.ts';
import { tunnel } from './tunnel.ts';
import { own } from '../../../kernel/own.ts';

/** The objects in the order in which abbreviations are tried (iproute2: ip/ip.c). */
const OBJECTS = [
  'address',
  'addrlabel',
  'maddress',
  'route',
  'rule',
  'neighbor',
  'neighbour',
  'ntable',
  'ntbl',
  'link',
  'l2tp',
  'fou',
  'ila',
  'macsec',
  'tunnel',
  'tunl',
  'tuntap',
  'tap',
  'token',
  'tcpmetrics',
  'monitor',
  'xfrm',
  'mroute',
  'mrule',
  'netns',
  'netconf',
  'vrf',
  'sr',
  'nexthop',
  'mptcp',
  'ioam',
  'help',
  'stats',
] as const;

/** Options in the order in which abbreviations are tried. */
const OPTIONS = [
  'loops',
  'family',
  '4',
  '6',
  '0',
  'M',
  'B',
  'human-readable',
  'iec',
  'stats',
  'statistics',
  'details',
  'resolve',
  'oneline',
  'timestamp',
  'tshort',
  'Version',
  'force',
  'batch',
  'brief',
  'json',
  'rcvbuf',
  'color',
  'help',
  'netns',
  'Numeric',
  'all',
  'pretty',
  'echo',
] as const;

const VERSION = 'ip utility, iproute2-7.2.0, libbpf 1.7.0\n';
const FAMILIES: Readonly<Record<string, Options['family']>> = { inet: 4, inet6: 6, link: 'link' };

/** Reads what stands before the object. */
function start(call: Call): Start {
  const options = newOptions();
  let namespace: string | undefined;
  const args = call.argv.slice(1);
  let i = 0;
  const value = (): string => {
    i += 1;
    const word = args[i];
    if (word === undefined) throw incomplete();
    return word;
  };
  for (; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (!arg.startsWith('-')) break;
    if (arg === '--') {
      i += 1;
      break;
    }
    const [word = '', when = 'always'] = arg.replace(/^--?/, '').split('=');
    const name = word === '' ? undefined : abbreviated(word, OPTIONS);
    if (name !== undefined && takeCommon(options, name, when, call.tty === true)) continue;
    switch (name) {
      case '4':
        options.family = 4;
        break;
      case '6':
        options.family = 6;
        break;
      case '0':
        options.family = 'link';
        break;
      case 'family': {
        const given = value();
        const known = own(FAMILIES, given);
        if (given === 'help') throw usage(HELP.ip);
        if (!known) throw usage(`Error: argument "${given}" is wrong: invalid protocol family\n\n`);
        options.family = known;
        break;
      }
      case 'netns': {
        const given = value();
        namespace = namespaceNamed(call, given);
        if (namespace === undefined)
          throw new ToolError(`Cannot open network namespace "${given}": No such file or directory\n`, 255);
        break;
      }
      case 'Version':
        return { options, words: [], version: true };
      case 'help':
        throw usage(HELP.ip);
      case 'loops':
      case 'rcvbuf':
      case 'batch':
        value();
        break;
      case undefined:
        throw usage(`Option "${arg}" is unknown, try "ip -help".\n`);
      default:
    }
  }
  return { options, words: args.slice(i), namespace };
}

export const runIp: Tool['run'] = (call) => {
  const { options: asked, words, namespace, version } = start(call);
  if (version) {
    call.out(VERSION);
    return 0;
  }
  const [object, ...rest] = words;
  if (object === undefined) throw usage(HELP.ip);
  const context = contextOf(asked.color && !asked.json ? colored(call, asked, object) : call, asked, namespace);
  return runObject(context, object, new Words(rest));
};

/** A call whose output is painted. */
function colored(call: Call, { brief }: Options, object: string): Call {
  const kind = abbreviated(object, OBJECTS) ?? '';
  const links = kind === 'link' || kind === 'address';
  const paint = links ? (brief ? coloredBrief : coloredLinks) : /^(route|neigh)/.test(kind) ? coloredRoutes : undefined;
  return paint ? { ...call, out: (text) => call.out(paint(text)) } : call;
}

function runObject(context: Context, object: string, words: Words): number | Promise<number> {
  switch (abbreviated(object, OBJECTS)) {
    case 'address':
      address(context, words);
      return 0;
    case 'maddress':
      maddress(context, words);
      return 0;
    case 'route':
      route(context, words);
      return 0;
    case 'rule':
      rule(context, words);
      return 0;
    case 'nexthop':
      nexthop(context, words);
      return 0;
    case 'neighbor':
    case 'neighbour':
      neighbour(context, words);
      return 0;
    case 'link':
      link(context, words);
      return 0;
    case 'tunnel':
    case 'tunl':
      tunnel(context, words);
      return 0;
    case 'netns':
      return netns(context, words);
    case 'netconf':
      netconf(context, words);
      return 0;
    case 'token':
      for (const { name, kind } of Object.values(namespaceOf(context).links))
        if (kind !== 'loopback') context.call.out(`token :: dev ${name}\n`);
      return 0;
    case 'vrf':
      context.call.out('Name              Table\n-----------------------\nNo VRF has been configured\n');
      return 0;
    case 'help':
      throw usage(HELP.ip);
    case undefined:
      throw new ToolError(`Object "${object}" is unknown, try "ip help".\n`, 1);
    default:
      // Objects that the lab has none of: their lists are empty.
      return 0;
  }
}
