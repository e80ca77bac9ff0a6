import { formatPrefix, type Ip } from '../../ip/address.ts';
import { reversedAddress } from '../../ip/reverse.ts';
import type { Hop } from '../../kernel/hop.ts';
import type { NamespaceId } from '../../kernel/namespace.ts';
import type { DnsMessage, Packet } from '../../kernel/packet/frame.ts';
import type { Link } from '../../kernel/link/link.ts';
import { dnsOf } from '../../story/journey.ts';
import type { Moment } from '../../story/moment.ts';
import { isLost } from '../../story/opening.ts';
import type { World } from '../../world/world.ts';
import type { en } from '../../i18n/en.ts';
import type { Keys } from '../../i18n/shape.ts';
import type { Values } from '../controls/rich-text.ts';
import { ownTable, ruleValues } from '../inspector/routing-rule.ts';
import { explain, type Explanation } from '../inspector/explain.ts';
import { endsOfFrame } from '../inspector/views/endpoints.ts';
import type { Spot } from '../../world/spots.ts';

/** The sentence of a moment: some texts of i18n, with what goes into them. */
export interface MomentText {
  readonly keys: readonly (Keys<(typeof en)['story'], 'story'> | Explanation['key'])[];
  readonly values: Values;
}

/** What the sentences speak of. */
export interface MomentContext {
  readonly world: World;
  readonly spots: ReadonlyMap<NamespaceId, Spot>;
  readonly hops: readonly Hop[];
}

/** A moment in a sentence that names who acts and why. */
export function momentText(moment: Moment, context: MomentContext): MomentText {
  const { hops } = context;
  const own = hops.slice(moment.from, moment.to);
  const hop = hops[moment.hop];
  const first = own[0];
  if (!hop || !first) return { keys: [], values: {} };
  return TEXTS[moment.kind]({ ...context, own, hop, first });
}

interface Subject extends MomentContext {
  /** The hops of the moment. */
  readonly own: readonly Hop[];
  /** The one that decides it, and its first. */
  readonly hop: Hop;
  readonly first: Hop;
}

type Text = (subject: Subject) => MomentText;

const text = (key: MomentText['keys'][number], values: Values): MomentText => ({ keys: [key], values });

const nameOf = ({ spots }: MomentContext, namespace: NamespaceId): string => spots.get(namespace)?.name ?? namespace;

const packetOf = ({ frame: { payload } }: Hop): Packet | undefined => (payload.kind === 'ip' ? payload : undefined);

const send: Text = (subject) => {
  const { first, own } = subject;
  const question = dnsOf(first.frame);
  const values = {
    from: nameOf(subject, first.namespace),
    to: endsOfFrame(first.frame).destination,
    server: packetOf(first)?.destination ?? '',
    ...(question && askedIn(question).values),
  };
  const routedBy = own.findLast(({ decision, packet }) => decision.kind === 'route' && packet === first.packet);
  const routed = routedBy?.decision;
  const via = routed?.kind === 'route' ? routed.route?.via : undefined;
  const key = question ? askedIn(question).key : sendKey(first);
  if (via === undefined) return text(key, values);
  const by = question ? 'story.send.byServer' : 'story.send.by';
  return withRule(subject, routedBy, { keys: [key, by], values: { ...values, via } });
};

/** Adds which rule of policy routing chose the table, where that is none that every namespace has. */
function withRule(context: MomentContext, hop: Hop | undefined, { keys, values }: MomentText): MomentText {
  const by = hop?.decision.kind === 'route' ? hop.decision.by : undefined;
  if (!hop || ownTable(by) === undefined) return { keys, values };
  const place = nameOf(context, hop.namespace);
  return { keys: [...keys, 'story.route.byRule'], values: { ...values, ...ruleValues(by), place } };
}

function sendKey(hop: Hop): 'story.send.tcp' | 'story.send.udp' | 'story.send.echo' | 'story.send.icmp' {
  const transport = packetOf(hop)?.transport;
  if (transport?.kind === 'tcp' || transport?.kind === 'udp') return `story.send.${transport.kind}`;
  return transport?.type === 'echo-request' ? 'story.send.echo' : 'story.send.icmp';
}

/** How it is said what is asked for: the address of a name, the name of an address, or a record of another type. */
function askedIn({ name, type }: DnsMessage): {
  readonly key: 'story.name.asks' | 'story.name.asksReverse' | 'story.name.asksRecord';
  readonly values: Values;
} {
  if (type === 'A' || type === 'AAAA') return { key: 'story.name.asks', values: { name } };
  const ip = type === 'PTR' ? reversedAddress(name) : undefined;
  return ip === undefined
    ? { key: 'story.name.asksRecord', values: { name, type } }
    : { key: 'story.name.asksReverse', values: { name: ip } };
}

const messagesIn = (hops: readonly Hop[]): readonly DnsMessage[] => hops.flatMap(({ frame }) => dnsOf(frame) ?? []);

/** The answer that counts: one with records, else the last. */
function answerIn(hops: readonly Hop[]): DnsMessage | undefined {
  const answers = messagesIn(hops).filter(({ query }) => !query);
  return answers.find((answer) => answer.answers.length > 0) ?? answers.at(-1);
}

/** What an answer says. */
function answerKey({ status, answers, type }: DnsMessage) {
  if (answers.length > 0) return 'story.name.found';
  if (status === 'NOERROR') return 'story.name.empty';
  if (status !== 'NXDOMAIN') return 'story.name.failed';
  return type === 'PTR' ? 'story.name.nameless' : 'story.name.none';
}

const answerValues = ({ answers, status, type }: DnsMessage): Values => ({
  answer: answers.map(({ data }) => data).join(', '),
  status,
  type,
});

const name: Text = (subject) => {
  const { first, own, hop } = subject;
  const answer = answerIn(own);
  const asked = answer ?? messagesIn(own)[0];
  if (!asked) return { keys: [], values: {} };
  const forwarded = own.find(({ decision }) => decision.kind === 'program' && decision.action.kind === 'asks-dns');
  const action = forwarded?.decision.kind === 'program' ? forwarded.decision.action : undefined;
  const lost = answer || !isLost(hop) ? undefined : explain(hop, subject);
  const { key, values } = askedIn(asked);
  return {
    keys: [
      key,
      ...(action ? (['story.name.forwards'] as const) : []),
      answer ? answerKey(answer) : 'story.name.silent',
      ...(lost ? [lost.key] : []),
    ],
    values: {
      ...lost?.values,
      ...values,
      from: nameOf(subject, first.namespace),
      server: packetOf(first)?.destination ?? '',
      other: action?.kind === 'asks-dns' ? action.server : '',
      ...(answer && answerValues(answer)),
    },
  };
};

const neighbour: Text = (subject) => {
  const { first, own } = subject;
  const answered = own.find(({ stage, verdict }) => stage === 'neighbour' && verdict.kind === 'answered');
  const { payload } = first.frame;
  const ip =
    payload.kind === 'arp'
      ? payload.targetIp
      : payload.transport.kind === 'icmp'
        ? payload.transport.detail
        : undefined;
  const values = {
    from: nameOf(subject, first.namespace),
    ip: ip ?? '',
    who: answered ? nameOf(subject, answered.namespace) : '',
  };
  if (!answered) return text('story.neighbour.none', values);
  if (explain(answered, subject).key !== 'hop.vxlan.answers') return text('story.neighbour.found', values);
  const holder = ip === undefined ? undefined : holderOf(subject, ip);
  return text('story.neighbour.proxied', { ...values, target: holder ?? values.ip });
};

/** Who has an address, by name. */
function holderOf(context: MomentContext, ip: Ip): string | undefined {
  const found = Object.entries(context.world.kernel.namespaces).find(([, { links }]) =>
    Object.values(links).some(({ addresses }) => addresses.some(({ address }) => address === ip)),
  );
  return found && nameOf(context, found[0]);
}

const route: Text = (subject) => {
  const { hop } = subject;
  const taken = hop.decision.kind === 'route' ? hop.decision.route : undefined;
  const values = { place: nameOf(subject, hop.namespace), via: taken?.via ?? '' };
  const told =
    !taken || taken.destination.length === 0
      ? text('story.route.default', values)
      : text('story.route.to', { ...values, route: formatPrefix(taken.destination) });
  return withRule(subject, hop, told);
};

/** The end of a packet that a hop rewrote, as it was and as it is. */
function changed({ verdict, frame }: Hop): {
  readonly end: 'source' | 'destination';
  readonly before: string;
  readonly after: string;
} {
  const before = endsOfFrame(verdict.kind === 'rewritten' ? verdict.before : frame);
  const after = endsOfFrame(frame);
  const end = before.destination === after.destination ? 'source' : 'destination';
  return { end, before: before[end], after: after[end] };
}

const rewrite: Text = (subject) => {
  const { hop } = subject;
  const { end, before, after } = changed(hop);
  const values = { place: nameOf(subject, hop.namespace), before, after };
  const { decision } = hop;
  if (decision.kind === 'program') return text('story.rewrite.balanced', values);
  if (decision.kind !== 'rule') return text('story.rewrite.known', values);
  const { chain, number, rule } = decision;
  return text(`story.rewrite.${end}`, { ...values, chain, number, target: rule.target?.kind ?? '' });
};

const rule: Text = (subject) => {
  const { hop } = subject;
  const { decision } = hop;
  const values = decision.kind === 'rule' ? { chain: decision.chain, number: decision.number } : {};
  return text('story.rule', { ...values, place: nameOf(subject, hop.namespace) });
};

const linkAt = ({ world }: MomentContext, namespace: NamespaceId, index: number | undefined): Link | undefined =>
  index === undefined ? undefined : world.kernel.namespaces[namespace]?.links[index];

const bridge: Text = (subject) => {
  const { first, hop } = subject;
  const { decision, namespace } = first;
  if (decision.kind === 'forwarding' && decision.how === 'flood') return text('story.bridge.flood', {});
  const port = linkAt(subject, namespace, hop.device?.index);
  const peer = port?.kind === 'veth' ? port.peer.namespace : namespace;
  const values = {
    bridge: linkAt(subject, namespace, port?.master)?.name ?? '',
    port: port?.name ?? hop.device?.name ?? '',
    to: nameOf(subject, peer),
  };
  if (port?.kind !== 'vxlan') return text('story.bridge.known', values);
  const remote = farEnd(subject, port.remotes[first.frame.destination]);
  return text('story.bridge.tunnel', { ...values, to: remote ?? '' });
};

/** The machine at the other end of a tunnel, by name. */
const farEnd = (context: MomentContext, remote: Ip | undefined): string | undefined =>
  remote === undefined ? undefined : (holderOf(context, remote) ?? remote);

const arrive: Text = (subject) => {
  const { hop } = subject;
  const place = nameOf(subject, hop.namespace);
  const { decision } = hop;
  if (hop.verdict.kind === 'answered') return text('story.arrive.echo', { place });
  if (decision.kind !== 'socket' || decision.program === undefined) return text('story.arrive.socket', { place });
  const { program, protocol, port = '' } = decision;
  return text('story.arrive.program', { place, program, protocol: protocol.toUpperCase(), port });
};

const proxy: Text = (subject) => {
  const dialled = subject.own.find(({ decision }) => decision.kind === 'program' && decision.action.kind === 'dials');
  const decision = dialled?.decision;
  const action = decision?.kind === 'program' ? decision.action : undefined;
  const to =
    action?.kind === 'dials' ? `${action.address}:${action.port}` : endsOfFrame(subject.first.frame).destination;
  return text('story.proxy', {
    place: nameOf(subject, (dialled ?? subject.first).namespace),
    program: decision?.kind === 'program' ? decision.program : 'docker-proxy',
    to,
  });
};

/** What the way back of an answer may tell: who answers whom, and what NAT did to it. */
function wayBack(subject: Subject): Values {
  const { own, hop, first } = subject;
  const last = own.findLast(({ packet }) => packet === first.packet) ?? hop;
  const { before, after } = changed(hop);
  const transport = packetOf(first)?.transport;
  return {
    from: nameOf(subject, first.namespace),
    to: nameOf(subject, last.namespace),
    place: nameOf(subject, hop.namespace),
    before,
    after,
    type: transport?.kind === 'icmp' ? transport.type.replaceAll('-', ' ') : '',
  };
}

const isReset = (hop: Hop): boolean => {
  const transport = packetOf(hop)?.transport;
  return transport?.kind === 'tcp' && transport.flags.startsWith('R');
};

const answer: Text = (subject) => {
  const values = wayBack(subject);
  const { hop, first, own } = subject;
  if (isLost(hop)) return text('story.answer.lost', values);
  if (isReset(first)) return text('story.answer.refused', values);
  const transport = packetOf(first)?.transport;
  if (transport?.kind === 'icmp' && transport.type !== 'echo-reply')
    return text(values['from'] === values['to'] ? 'story.answer.errorInside' : 'story.answer.error', values);
  const key = hop.verdict.kind === 'rewritten' ? 'story.answer.undone' : 'story.answer.back';
  const said = answerIn(own);
  return said ? { keys: [key, answerKey(said)], values: { ...values, ...answerValues(said) } } : text(key, values);
};

const handshake: Text = (subject) => {
  const { hop } = subject;
  if (isLost(hop)) return text('story.handshake.lost', {});
  return text(hop.verdict.kind === 'rewritten' ? 'story.handshake.undone' : 'story.handshake.back', wayBack(subject));
};

const data: Text = ({ own }) => {
  for (const { decision } of own)
    if (decision.kind === 'program' && decision.action.kind === 'answers-http') {
      const { method, path, status } = decision.action;
      return text('story.data.http', { program: decision.program, request: `${method} ${path}`, status });
    }
  return text('story.data.any', {});
};

const close: Text = (subject) =>
  text(isReset(subject.first) ? 'story.close.reset' : 'story.close.fin', wayBack(subject));

const decapsulate: Text = (subject) => text('story.decapsulate', { place: nameOf(subject, subject.first.namespace) });

const encapsulate: Text = (subject) => {
  const outer = subject.own.find((hop) => packetOf(hop)?.transport.kind === 'udp' && hop !== subject.first);
  const remote = outer && packetOf(outer)?.destination;
  return text('story.encapsulate', {
    place: nameOf(subject, outer?.namespace ?? subject.first.namespace),
    to: farEnd(subject, remote) ?? '',
    remote: remote ?? '',
  });
};

const retry: Text = (subject) =>
  withEnd(subject, text('story.retry', { from: nameOf(subject, subject.first.namespace) }));

const again: Text = (subject) => {
  const count = new Set(subject.own.map(({ packet }) => packet)).size;
  return withEnd(subject, text(count === 1 ? 'story.again.one' : 'story.again.more', { count }));
};

/** A sentence about what goes as something did before, with where it is lost again. */
function withEnd(subject: Subject, { keys, values }: MomentText): MomentText {
  const { hop, hops, first } = subject;
  if (!isLost(hop)) return { keys, values };
  const before = hops.slice(0, hops.indexOf(first)).findLast(isLost);
  if (before && isSameEnd(before, hop))
    return { keys: [...keys, 'story.sameEnd'], values: { ...values, place: nameOf(subject, hop.namespace) } };
  const end = explain(hop, subject);
  return { keys: [...keys, end.key], values: { ...end.values, ...values } };
}

/** Whether two packets are lost at one place for one reason. */
const isSameEnd = (one: Hop, other: Hop): boolean =>
  one.namespace === other.namespace && decidedBy(one) === decidedBy(other);

function decidedBy({ verdict, decision }: Hop): string {
  const reason = verdict.kind === 'dropped' ? verdict.reason : '';
  return decision.kind === 'rule' ? [reason, decision.table, decision.chain, decision.number].join(' ') : reason;
}

const drop: Text = (subject) => {
  const { key, values } = explain(subject.hop, subject);
  return text(key, values);
};

const TEXTS: Readonly<Record<Moment['kind'], Text>> = {
  send,
  name,
  neighbour,
  route,
  rewrite,
  rule,
  bridge,
  encapsulate,
  decapsulate,
  arrive,
  proxy,
  answer,
  handshake,
  data,
  close,
  retry,
  again,
  drop,
};
