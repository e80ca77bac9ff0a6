import { BITS, family, type Ip } from '../../../../ip/address.ts';
import type { Link } from '../../../../kernel/link/link.ts';
import type { Transport } from '../../../../kernel/packet/frame.ts';
import type { Namespace } from '../../../../kernel/namespace.ts';
import { isLocal } from '../../../../kernel/route/local.ts';
import { passedBy } from '../../../../kernel/route/linkdown.ts';
import { lookupRoute, type RouteDecision, type RouteKey } from '../../../../kernel/route/lookup.ts';
import { isReversible } from '../../../../kernel/route/reverse.ts';
import type { Route } from '../../../../kernel/route/route.ts';
import { hasOwnRules, LOCAL, MAIN } from '../../../../kernel/route/rule.ts';
import { selectSource } from '../../../../kernel/route/source.ts';
import { deviceSetting } from '../../../../kernel/sysctl/settings.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import { clockOf, deviceOf, lineBreak, namespaceOf, printJson, type Context, type Words } from '../context.ts';
import { tableName, tableNames, type Names } from '../names.ts';
import { prefixArgument } from '../prefix.ts';
import { markArgument } from '../rule/read.ts';
import { routeText } from './print.ts';

interface Question {
  to: Ip;
  from?: Ip;
  out?: number;
  in?: Link;
  mark?: number;
  /** The route that matched is asked for, not what it comes to. */
  fibmatch?: boolean;
  transport?: Transport;
}

function readQuestion(context: Context, words: Words): Question {
  const question: Partial<Question> & { kind?: string; ports?: [number, number] } = {};
  const ports: [number, number] = [0, 0];
  while (!words.done) {
    const word = words.next();
    if (word === 'from') question.from = prefixArgument(words.next()).address;
    else if (word === 'iif') question.in = deviceOf(context, words.next());
    else if (word === 'oif' || word === 'dev') question.out = deviceOf(context, words.next()).index;
    else if (word === 'mark') question.mark = markArgument(words.next()).value;
    else if (word === 'fibmatch') question.fibmatch = true;
    else if (word === 'ipproto') question.kind = words.next();
    else if (word === 'sport') ports[0] = Number(words.next());
    else if (word === 'dport') ports[1] = Number(words.next());
    else if (['tos', 'dsfield', 'uid'].includes(word)) words.next();
    else if (!['notify', 'connected'].includes(word)) {
      const text = word === 'to' ? words.next() : word;
      const { address, length } = prefixArgument(text, context.options.family === 6 ? 6 : undefined);
      const most = BITS[family(address)];
      if (length !== most)
        context.call.err(`Warning: /${length} as prefix is invalid, only /${most} (or none) is supported.\n`);
      question.to = address;
    }
  }
  const { kind, to, ...rest } = question;
  if (to === undefined) throw new ToolError('need at least a destination address\n', 1);
  const transport = transportOf(kind, ports);
  return { ...rest, to, ...(transport && { transport }) };
}

/** A packet of a protocol, as far as rules look at it. */
function transportOf(kind: string | undefined, [sourcePort, destinationPort]: [number, number]): Transport | undefined {
  const ports = { sourcePort, destinationPort };
  if (kind === 'tcp' || kind === '6') return { kind: 'tcp', flags: 'S', data: '', ...ports };
  if (kind === 'udp' || kind === '17') return { kind: 'udp', data: { kind: 'text', text: '' }, ...ports };
  return undefined;
}

const ANSWERS: Readonly<Partial<Record<RouteDecision['how'], string>>> = {
  none: 'Network is unreachable',
  unreachable: 'No route to host',
  prohibit: 'Permission denied',
  blackhole: 'Invalid argument',
};

/** `ip route get ADDRESS [from A] [iif D] [oif D] [mark M] [fibmatch]` */
export function getRoute(context: Context, words: Words): void {
  const question = readQuestion(context, words);
  const namespace = namespaceOf(context);
  const { to, from } = question;
  if (from !== undefined && question.in === undefined && !isLocal(namespace, from))
    throw new ToolError('RTNETLINK answers: Network is unreachable\n', 2);
  const decision = decide(context, question);
  const refused = ANSWERS[decision.how];
  if (refused !== undefined) throw new ToolError(`RTNETLINK answers: ${refused}\n`, 2);
  const names = tableNames(context.call);
  if (question.fibmatch && decision.route) return showMatch(context, names, decision, decision.route);
  if (context.options.json) return printJson(context, [answerJson(context, names, question, decision)]);
  context.call.out(
    family(to) === 4 ? answer(context, names, question, decision) : answer6(context, question, decision),
  );
}

/** The table that a decision is of. Until somebody changes the rules of IPv4 the local table is one with the main one (linux: fib_unmerge). */
const tableOf = (namespace: Namespace, { how, rule }: RouteDecision): number => {
  if (typeof rule?.lookup === 'number') return rule.lookup;
  if (!hasOwnRules(namespace, 4)) return MAIN;
  return how === 'local' || how === 'broadcast' ? LOCAL : MAIN;
};

function showMatch(context: Context, names: Names, decision: RouteDecision, route: Route): void {
  const hidden = { device: false, gateway: false, protocol: false, scope: false, table: false };
  context.call.out(
    `${routeText({ context, hidden, names }, { ...route, table: tableOf(namespaceOf(context), decision) })}\n`,
  );
}

/** Where a device is given, what no route leads to is taken to be on its link (linux: ip_route_output_key_hash_rcu). */
function decide(context: Context, { to, from, out, in: input, mark, transport }: Question): RouteDecision {
  const namespace = namespaceOf(context);
  const source = from ?? (input && '0.0.0.0');
  const key = { destination: to, source, mark, transport, output: out, input: input?.name };
  const decision = lookupRoute(namespace, key, undefined, passedBy(context.call.world().kernel, namespace));
  if (input && family(to) === 4) checkInput(context, input, key, decision);
  if (decision.how === 'multicast') return { ...decision, nextHop: to };
  if (decision.how !== 'none' || out === undefined) return decision;
  const own = selectSource(namespace, out, to);
  return { how: 'unicast', device: out, nextHop: to, ...(own !== undefined && { source: own }) };
}

/** What comes in by a device is refused as a packet is (linux: ip_route_input_rcu). */
function checkInput(context: Context, input: Link, key: RouteKey, decision: RouteDecision): void {
  const namespace = namespaceOf(context);
  const here = decision.how === 'local' || decision.how === 'broadcast' || decision.how === 'multicast';
  if (!here && deviceSetting(namespace, 'net.ipv4.conf', input.name, 'forwarding') === '0')
    throw new ToolError('RTNETLINK answers: No route to host\n', 2);
  if (key.source === undefined || key.source === '0.0.0.0') return;
  const back = lookupRoute(namespace, { destination: key.source, source: key.destination });
  const filter = Math.max(
    ...['all', input.name].map((device) => Number(deviceSetting(namespace, 'net.ipv4.conf', device, 'rp_filter') ?? 0)),
  );
  if (!isReversible(input, back, filter)) throw new ToolError('RTNETLINK answers: Invalid argument\n', 2);
}

function answer(
  context: Context,
  names: Names,
  { to, from, in: input, mark }: Question,
  decision: RouteDecision,
): string {
  const { how, device, nextHop, source, route } = decision;
  const name = namespaceOf(context).links[device]?.name ?? '';
  const { details } = context.options;
  const table = tableOf(namespaceOf(context), decision);
  const words = [
    ...(how === 'unicast' ? (details ? ['unicast'] : []) : [how]),
    to,
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(nextHop === to && route?.via === undefined ? [] : [`via ${nextHop}`]),
    `dev ${name}`,
    ...(details || table !== MAIN ? [`table ${tableName(names, table)}`] : []),
    ...(source === undefined || from !== undefined ? [] : [`src ${source}`]),
    ...(mark === undefined || mark === 0 ? [] : [`mark ${mark >= 16 ? `0x${mark.toString(16)}` : mark}`]),
    // RTCF_MULTICAST is the bit that iproute2 reads as RTM_F_OFFLOAD_FAILED.
    ...(how === 'multicast' ? ['rt_offload_failed'] : []),
    ...(input ? [] : ['uid 0']),
  ];
  const flags =
    how === 'local' ? '<local> ' : how === 'broadcast' ? '<local,brd> ' : how === 'multicast' ? '<local,mc> ' : '';
  const mtu = pathMtu(context, to) || (route?.mtu === undefined ? '' : `mtu ${route.mtu} `);
  return `${words.join(' ')} ${lineBreak(context)}    cache ${flags}${mtu}${input ? `iif ${input.name} ` : ''}\n`;
}

/** What an ICMP error said of the way there. */
function pathMtu(context: Context, to: Ip): string {
  const known = namespaceOf(context).pathMtus?.[to];
  const left = known ? Math.floor((known.expires - clockOf(context)) / 1000) : 0;
  return known && left > 0 ? `expires ${left}sec mtu ${known.mtu} ` : '';
}

function answer6(
  context: Context,
  { to, from }: Question,
  { how, device, nextHop, source, route }: RouteDecision,
): string {
  const name = namespaceOf(context).links[device]?.name ?? '';
  const words = [
    ...(how === 'unicast' ? [] : [how]),
    to,
    `from ${from ?? '::'}`,
    ...(nextHop === to ? [] : [`via ${nextHop}`]),
    `dev ${name}`,
    ...(how === 'local' ? ['table local'] : []),
    ...(route && route.protocol === 'boot' ? [] : ['proto kernel']),
    ...(source === undefined ? [] : [`src ${source}`]),
    `metric ${how === 'local' ? 0 : (route?.metric ?? 1024)}`,
    'pref medium',
  ];
  return `${words.join(' ')}\n`;
}

function answerJson(context: Context, names: Names, { to, from }: Question, decision: RouteDecision) {
  const { how, device, nextHop, source } = decision;
  const table = tableOf(namespaceOf(context), decision);
  return {
    type: how === 'unicast' ? undefined : how,
    dst: to,
    from,
    gateway: nextHop === to ? undefined : nextHop,
    dev: namespaceOf(context).links[device]?.name ?? '',
    table: table === MAIN ? undefined : tableName(names, table),
    prefsrc: from === undefined ? source : undefined,
    flags: [],
    uid: 0,
    cache: how === 'local' ? ['local'] : how === 'broadcast' ? ['local', 'brd'] : [],
  };
}
