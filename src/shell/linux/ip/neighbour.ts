import { contains, family, parseMac, type Prefix } from '../../../ip/address.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Neighbour, NeighbourState } from '../../../kernel/neighbour/neighbour.ts';
import { neighboursAt } from '../../../kernel/neighbour/neighbour-table.ts';
import { neighbourKey } from '../../../kernel/neighbour/neighbours.ts';
import { KernelError } from '../../../kernel/errno.ts';
import { namespaceOf as namespaceById } from '../../../kernel/kernel.ts';
import { ToolError } from '../../tool/tool-error.ts';
import {
  abbreviated,
  clockOf,
  deviceOf,
  namespaceOf,
  printJson,
  request,
  usage,
  wrong,
  type Context,
  type Words,
} from './context.ts';
import { HELP } from './help.table.ts';
import { addressArgument, prefixArgument } from './prefix.ts';
import { own } from '../../../kernel/own.ts';

/** `ip neighbour COMMAND …` */
export function neighbour(context: Context, words: Words): void {
  const word = words.done ? 'show' : words.next();
  const command = abbreviated(word, [
    'add',
    'change',
    'chg',
    'replace',
    'delete',
    'get',
    'show',
    'lst',
    'list',
    'flush',
    'help',
  ]);
  switch (command) {
    case 'add':
    case 'change':
    case 'chg':
    case 'replace':
    case 'delete':
      return modify(context, words, command === 'chg' ? 'change' : command);
    case 'get':
      return get(context, words);
    case 'flush':
      return flush(context, words);
    case 'help':
      throw usage(HELP.neigh);
    case undefined:
      throw usage(`Command "${word}" is unknown, try "ip neigh help".\n`);
    default:
      return show(context, words);
  }
}

interface Filter {
  device?: { index: number; name: string };
  to?: Prefix;
  /** Undefined: all but NOARP, which the model does not keep. */
  states?: Set<NeighbourState>;
  proxy: boolean;
}

const STATES: Readonly<Record<string, NeighbourState | undefined>> = {
  permanent: 'PERMANENT',
  reachable: 'REACHABLE',
  noarp: undefined,
  none: undefined,
  stale: 'STALE',
  incomplete: 'INCOMPLETE',
  delay: 'DELAY',
  probe: 'PROBE',
  failed: 'FAILED',
};

function readFilter(context: Context, words: Words): Filter {
  const filter: Filter = { proxy: false };
  while (!words.done) {
    const word = words.next();
    if (word === 'dev') {
      const link = deviceOf(context, words.next());
      filter.device = { index: link.index, name: link.name };
    } else if (word === 'nud') {
      const state = words.next();
      if (state === 'all') continue;
      if (!Object.hasOwn(STATES, state)) throw wrong(state, 'nud state is bad');
      filter.states ??= new Set();
      const known = own(STATES, state);
      if (known) filter.states.add(known);
    } else if (word === 'proxy') {
      filter.proxy = true;
    } else if (word === 'unused' || word === 'nomaster') {
      continue;
    } else {
      filter.to = prefixArgument(word === 'to' ? words.next() : word);
    }
  }
  return filter;
}

function selected(context: Context, filter: Filter): { neighbour: Neighbour; state: NeighbourState }[] {
  if (filter.proxy) return [];
  const { family: wanted } = context.options;
  return neighboursAt(context.call.world().kernel, context.id, clockOf(context))
    .map((entry) => ({ neighbour: entry, state: entry.state }))
    .filter(
      ({ neighbour: { ip, device }, state }) =>
        (wanted === undefined || family(ip) === wanted) &&
        (filter.device === undefined || device === filter.device.index) &&
        (filter.to === undefined || contains(filter.to, ip)) &&
        (filter.states === undefined || filter.states.has(state)),
    )
    .sort((a, b) => family(a.neighbour.ip) - family(b.neighbour.ip));
}

const hasMac = (state: NeighbourState): boolean => state !== 'INCOMPLETE' && state !== 'FAILED';

/** What the kernel counts of an entry: a timer that runs holds a reference, and each address it asked for took its probes. */
interface Use {
  refcnt?: number;
  used: number;
  confirmed: number;
  updated: number;
  probes: number;
}

/** Seconds by which what was only overheard counts as confirmed earlier (twice base_reachable_time). */
const UNCONFIRMED = 60;
const PROBES = 4;

function useOf(context: Context, entry: Neighbour, state: NeighbourState): Use {
  const age = Math.floor((clockOf(context) - entry.updated) / 1000);
  if (state === 'STALE') return { used: age, confirmed: age + UNCONFIRMED, updated: age, probes: 0 };
  const idle = state === 'PERMANENT' || state === 'FAILED';
  return { ...(!idle && { refcnt: 1 }), used: age, confirmed: age, updated: age, probes: idle ? 0 : PROBES };
}

function text(
  namespace: Namespace,
  { ip, device, mac, router }: Neighbour,
  state: NeighbourState,
  filter: Filter,
  use?: Use,
): string {
  const words = [
    ip,
    ...(filter.device ? [] : [`dev ${namespace.links[device]?.name ?? ''}`]),
    ...(mac !== undefined && hasMac(state) ? [`lladdr ${mac}`] : []),
    ...(router ? ['router'] : []),
  ];
  const ref = use?.refcnt === undefined ? '' : ` ref ${use.refcnt}`;
  const counted = use ? `${ref} used ${use.used}/${use.confirmed}/${use.updated}probes ${use.probes} ` : '';
  return `${words.join(' ')} ${counted}${state} \n`;
}

function show(context: Context, words: Words): void {
  const filter = readFilter(context, words);
  const namespace = namespaceOf(context);
  const found = selected(context, filter);
  const stats = context.options.stats > 0;
  if (context.options.json) {
    printJson(
      context,
      found.map(({ neighbour: entry, state }) => ({
        dst: entry.ip,
        dev: filter.device ? undefined : (namespace.links[entry.device]?.name ?? ''),
        lladdr: hasMac(state) ? entry.mac : undefined,
        ...(entry.router && { router: null }),
        ...(stats && useOf(context, entry, state)),
        state: [state],
      })),
    );
    return;
  }
  for (const { neighbour: entry, state } of found)
    context.call.out(text(namespace, entry, state, filter, stats ? useOf(context, entry, state) : undefined));
}

const REQUIRED = 'Device and destination are required arguments.\n';

interface Wanted {
  ip: string;
  device: number;
  mac?: string;
  state?: NeighbourState;
}

function readEntry(context: Context, words: Words): Wanted {
  let ip: string | undefined;
  let device: string | undefined;
  const wanted: Omit<Wanted, 'ip' | 'device'> = {};
  while (!words.done) {
    const word = words.next();
    if (word === 'lladdr') {
      const mac = words.next();
      const parsed = parseMac(mac);
      if (!parsed) throw new ToolError(`"${mac}" is invalid lladdr.\n`, 1);
      wanted.mac = parsed;
    } else if (word === 'nud') {
      const state = words.next();
      if (!Object.hasOwn(STATES, state)) throw wrong(state, 'nud state is bad');
      const known = own(STATES, state);
      if (known) wanted.state = known;
    } else if (word === 'dev') {
      device = words.next();
    } else if (word === 'proxy') {
      words.next();
    } else if (!['router', 'use', 'managed', 'extern_learn'].includes(word)) {
      ip = addressArgument(word === 'to' ? words.next() : word);
    }
  }
  if (ip === undefined || device === undefined) throw new ToolError(REQUIRED, 255);
  return { ip, device: deviceOf(context, device).index, ...wanted };
}

function modify(context: Context, words: Words, command: 'add' | 'change' | 'replace' | 'delete'): void {
  const wanted = readEntry(context, words);
  const key = neighbourKey(wanted.device, wanted.ip);
  request(context, ({ kernel, clock }) => {
    const { neighbours } = namespaceById(kernel, context.id);
    const exists = neighbours[key] !== undefined;
    if (command === 'delete') {
      if (!exists) throw new KernelError('ENOENT');
      delete neighbours[key];
      return;
    }
    if (command === 'add' && exists) throw new KernelError('EEXIST');
    if (command === 'change' && !exists) throw new KernelError('ENOENT');
    if (wanted.mac === undefined && wanted.state === undefined)
      throw new KernelError('EINVAL', 'No link layer address given.');
    neighbours[key] = {
      ip: wanted.ip,
      device: wanted.device,
      ...(wanted.mac !== undefined && { mac: wanted.mac }),
      state: wanted.state ?? 'PERMANENT',
      updated: clock.now,
    };
  });
}

function get(context: Context, words: Words): void {
  const wanted = readEntry(context, words);
  const entry = neighboursAt(context.call.world().kernel, context.id, clockOf(context)).find(
    ({ ip, device }) => ip === wanted.ip && device === wanted.device,
  );
  if (!entry) throw new ToolError('Error: Neighbour entry not found.\n', 2);
  context.call.out(text(namespaceOf(context), entry, entry.state, { proxy: false }));
}

function flush(context: Context, words: Words): void {
  if (words.done) throw new ToolError('Flush requires arguments.\n', 255);
  const filter = words.peek() === 'all' ? { proxy: false } : readFilter(context, words);
  const doomed = selected(context, filter).filter(
    ({ state }) => state !== 'PERMANENT' || (filter.states?.has('PERMANENT') ?? false),
  );
  if (doomed.length === 0) {
    if (context.options.stats > 0) context.call.out('Nothing to flush.\n');
    return;
  }
  request(context, ({ kernel }) => {
    const { neighbours } = namespaceById(kernel, context.id);
    for (const { neighbour: entry } of doomed) delete neighbours[neighbourKey(entry.device, entry.ip)];
  });
  if (context.options.stats > 0)
    context.call.out(`\n*** Round 1, deleting ${doomed.length} entries ***\n*** Flush is complete after 1 round ***\n`);
}
