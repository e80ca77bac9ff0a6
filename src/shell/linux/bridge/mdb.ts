import { family } from '../../../ip/address.ts';
import { hasCarrier, portState } from '../../../kernel/link/carrier.ts';
import type { Bridge, Link } from '../../../kernel/link/link.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { groupsOf } from '../groups.ts';
import { abbreviated, namespaceOf, printJson, usage, type Context, type Words } from '../ip/context.ts';
import { bridgesOf, deviceOf } from './context.ts';
import { HELP } from './help.table.ts';

/** `bridge mdb [show] [dev BRIDGE]` */
export function mdb(context: Context, words: Words): void {
  const word = words.done ? 'show' : words.next();
  switch (abbreviated(word, ['add', 'del', 'replace', 'show', 'lst', 'list', 'get', 'flush', 'help'])) {
    case 'add':
    case 'del':
    case 'replace':
    case 'get':
    case 'flush':
      throw usage('RTNETLINK answers: Operation not supported\n');
    case 'help':
      throw usage(HELP.mdb);
    case undefined:
      throw usage(`Command "${word}" is unknown, try "bridge mdb help".\n`);
    default:
      return show(context, words);
  }
}

interface Member {
  readonly bridge: Bridge;
  readonly port: Link;
  readonly group: string;
}

/** Groups that are reported: all nodes of the link need not be, nor what stays on the node (RFC 3810, 6). */
const reported = (namespace: Namespace, link: Link): string[] =>
  groupsOf(namespace, link).inet6.filter((group) => family(group) === 6 && !/^ff01:|^ff02::1$/.test(group));

/** What snooping learned: the groups of the stations at the ports, newest port first, and the bridge's own. */
function membersOf(context: Context, bridge: Bridge): Member[] {
  const { kernel } = context.call.world();
  const namespace = namespaceOf(context);
  if (!hasCarrier(kernel, namespace, bridge)) return [];
  const ofPorts = [...bridge.ports].reverse().flatMap((index) => {
    const port = namespace.links[index];
    if (port?.kind !== 'veth' || portState(kernel, namespace, port) !== 'forwarding') return [];
    const there = kernel.namespaces[port.peer.namespace];
    const station = there?.links[port.peer.index];
    return there && station ? reported(there, station).map((group) => ({ bridge, port, group })) : [];
  });
  const own = reported(namespace, bridge)
    .sort((a, b) => Number(b === 'ff02::6a') - Number(a === 'ff02::6a'))
    .map((group) => ({ bridge, port: bridge, group }));
  return [...ofPorts, ...own];
}

function show(context: Context, words: Words): void {
  let device: number | undefined;
  while (!words.done) if (words.next() === 'dev') device = deviceOf(context, words.next()).index;
  const members = bridgesOf(namespaceOf(context))
    .filter(({ index }) => device === undefined || index === device)
    .flatMap((bridge) => membersOf(context, bridge));
  if (context.options.json) {
    const entries = members.map(({ bridge, port, group }) => ({
      index: bridge.index,
      dev: bridge.name,
      port: port.name,
      grp: group,
      state: 'temp',
      flags: [],
    }));
    printJson(context, [{ mdb: entries, router: {} }]);
    return;
  }
  for (const { bridge, port, group } of members)
    context.call.out(`dev ${bridge.name} port ${port.name} grp ${group} temp\n`);
}
