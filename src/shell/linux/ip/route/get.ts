import { family, type Ip } from '../../../../ip/address.ts';
import { isLocal } from '../../../../kernel/route/local.ts';
import { lookupRoute, type RouteDecision } from '../../../../kernel/route/lookup.ts';
import { selectSource } from '../../../../kernel/route/source.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import { clockOf, deviceOf, lineBreak, namespaceOf, printJson, type Context, type Words } from '../context.ts';
import { prefixArgument } from '../prefix.ts';

interface Question {
  to: Ip;
  from?: Ip;
  out?: number;
  in?: string;
}

function readQuestion(context: Context, words: Words): Question {
  const question: Partial<Question> = {};
  while (!words.done) {
    const word = words.next();
    if (word === 'from') question.from = prefixArgument(words.next()).address;
    else if (word === 'iif') question.in = deviceOf(context, words.next()).name;
    else if (word === 'oif' || word === 'dev') question.out = deviceOf(context, words.next()).index;
    else if (['tos', 'dsfield', 'mark', 'uid', 'ipproto', 'sport', 'dport'].includes(word)) words.next();
    else if (!['notify', 'connected', 'fibmatch'].includes(word)) {
      const text = word === 'to' ? words.next() : word;
      const { address, length } = prefixArgument(text, context.options.family === 6 ? 6 : undefined);
      const most = family(address) === 4 ? 32 : 128;
      if (length !== most)
        context.call.err(`Warning: /${length} as prefix is invalid, only /${most} (or none) is supported.\n`);
      question.to = address;
    }
  }
  if (question.to === undefined) throw new ToolError('need at least a destination address\n', 1);
  return { ...question, to: question.to };
}

const ANSWERS: Readonly<Partial<Record<RouteDecision['how'], string>>> = {
  none: 'Network is unreachable',
  unreachable: 'No route to host',
  prohibit: 'Permission denied',
  blackhole: 'Invalid argument',
};

/** `ip route get ADDRESS [from A] [iif D] [oif D]` */
export function getRoute(context: Context, words: Words): void {
  const question = readQuestion(context, words);
  const namespace = namespaceOf(context);
  const { to, from } = question;
  if (from !== undefined && question.in === undefined && !isLocal(namespace, from))
    throw new ToolError('RTNETLINK answers: Network is unreachable\n', 2);
  const decision = decide(context, question);
  const refused = ANSWERS[decision.how];
  if (refused !== undefined) throw new ToolError(`RTNETLINK answers: ${refused}\n`, 2);
  if (context.options.json) return printJson(context, [answerJson(context, question, decision)]);
  context.call.out(family(to) === 4 ? answer(context, question, decision) : answer6(context, question, decision));
}

/** Where a device is given, what no route leads to is taken to be on its link (linux: ip_route_output_key_hash_rcu). */
function decide(context: Context, { to, out }: Question): RouteDecision {
  const namespace = namespaceOf(context);
  const decision = lookupRoute(namespace, { destination: to, output: out });
  if (decision.how === 'multicast') return { ...decision, nextHop: to };
  if (decision.how !== 'none' || out === undefined) return decision;
  const source = selectSource(namespace, out, to);
  return { how: 'unicast', device: out, nextHop: to, ...(source !== undefined && { source }) };
}

function answer(
  context: Context,
  { to, from, in: iif }: Question,
  { how, device, nextHop, source }: RouteDecision,
): string {
  const name = namespaceOf(context).links[device]?.name ?? '';
  const { details } = context.options;
  const words = [
    ...(how === 'unicast' ? (details ? ['unicast'] : []) : [how]),
    to,
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(nextHop === to ? [] : [`via ${nextHop}`]),
    `dev ${name}`,
    ...(details ? [`table ${how === 'unicast' ? 'main' : 'local'}`] : []),
    ...(source === undefined || from !== undefined ? [] : [`src ${source}`]),
    // RTCF_MULTICAST is the bit that iproute2 reads as RTM_F_OFFLOAD_FAILED.
    ...(how === 'multicast' ? ['rt_offload_failed'] : []),
    ...(iif === undefined ? ['uid 0'] : []),
  ];
  const flags =
    how === 'local' ? '<local> ' : how === 'broadcast' ? '<local,brd> ' : how === 'multicast' ? '<local,mc> ' : '';
  return `${words.join(' ')} ${lineBreak(context)}    cache ${flags}${pathMtu(context, to)}${iif === undefined ? '' : `iif ${iif} `}\n`;
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

function answerJson(context: Context, { to, from }: Question, { how, device, nextHop, source }: RouteDecision) {
  return {
    type: how === 'unicast' ? undefined : how,
    dst: to,
    from,
    gateway: nextHop === to ? undefined : nextHop,
    dev: namespaceOf(context).links[device]?.name ?? '',
    prefsrc: from === undefined ? source : undefined,
    flags: [],
    uid: 0,
    cache: how === 'local' ? ['local'] : how === 'broadcast' ? ['local', 'brd'] : [],
  };
}
