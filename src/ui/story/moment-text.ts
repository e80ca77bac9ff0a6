import { formatPrefix } from '../../ip/address.ts';
import type { Hop } from '../../kernel/hop.ts';
import type { NamespaceId } from '../../kernel/namespace.ts';
import type { DnsMessage, Packet } from '../../kernel/packet/frame.ts';
import type { Link } from '../../kernel/link/link.ts';
import type { Moment } from '../../story/moment.ts';
import type { World } from '../../world/world.ts';
import type { en } from '../../i18n/en.ts';
import type { Keys } from '../../i18n/shape.ts';
import type { Values } from '../controls/rich-text.ts';
import { explain, type Explanation } from '../inspector/explain.ts';
import { endsOfFrame } from '../inspector/views/endpoints.ts';
import type { Spot } from '../../world/spots.ts';

/** The sentence of a moment: one or two texts of i18n, with what goes into them. */
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

/** DNS in a packet, if it is any. */
function dnsOf(hop: Hop): DnsMessage | undefined {
  const transport = packetOf(hop)?.transport;
  return transport?.kind === 'udp' && transport.data.kind === 'dns' ? transport.data.message : undefined;
}

const send: Text = (subject) => {
  const { first, own } = subject;
  const values = {
    from: nameOf(subject, first.namespace),
    to: endsOfFrame(first.frame).destination,
    server: packetOf(first)?.destination ?? '',
    name: dnsOf(first)?.name ?? '',
  };
  const routed = own.find(({ decision }) => decision.kind === 'route')?.decision;
  const via = routed?.kind === 'route' ? routed.route?.via : undefined;
  const key = sendKey(first);
  return via === undefined ? text(key, values) : { keys: [key, 'story.send.by'], values: { ...values, via } };
};

function sendKey(
  hop: Hop,
): 'story.send.tcp' | 'story.send.udp' | 'story.send.dns' | 'story.send.echo' | 'story.send.icmp' {
  const transport = packetOf(hop)?.transport;
  if (transport?.kind === 'tcp') return 'story.send.tcp';
  if (transport?.kind === 'udp') return dnsOf(hop) ? 'story.send.dns' : 'story.send.udp';
  return transport?.type === 'echo-request' ? 'story.send.echo' : 'story.send.icmp';
}

/** The answer that counts: one with records, else the last. */
function answerIn(hops: readonly Hop[]): DnsMessage | undefined {
  const answers = hops.flatMap((hop) => dnsOf(hop) ?? []).filter(({ query }) => !query);
  return answers.find((answer) => answer.answers.length > 0) ?? answers.at(-1);
}

const name: Text = (subject) => {
  const { first, own } = subject;
  const answer = answerIn(own);
  const asked = answer ?? dnsOf(first);
  const values = {
    from: nameOf(subject, first.namespace),
    server: packetOf(first)?.destination ?? '',
    name: asked?.name ?? '',
    answer: answer?.answers.map(({ data }) => data).join(', ') ?? '',
  };
  if (!answer) return text('story.name.silent', values);
  return text(answer.answers.length > 0 ? 'story.name.found' : 'story.name.none', values);
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
  return text(answered ? 'story.neighbour.found' : 'story.neighbour.none', values);
};

const route: Text = (subject) => {
  const { hop } = subject;
  const taken = hop.decision.kind === 'route' ? hop.decision.route : undefined;
  return text('story.route', {
    place: nameOf(subject, hop.namespace),
    route: !taken || taken.destination.length === 0 ? 'default' : formatPrefix(taken.destination),
    via: taken?.via ?? '',
  });
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
  return text('story.bridge.known', {
    bridge: linkAt(subject, namespace, port?.master)?.name ?? '',
    port: port?.name ?? hop.device?.name ?? '',
    to: nameOf(subject, peer),
  });
};

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
  const { hop, first } = subject;
  if (hop.verdict.kind === 'dropped') return text('story.answer.lost', values);
  if (isReset(first)) return text('story.answer.refused', values);
  const transport = packetOf(first)?.transport;
  if (transport?.kind === 'icmp' && transport.type !== 'echo-reply') return text('story.answer.error', values);
  return text(hop.verdict.kind === 'rewritten' ? 'story.answer.undone' : 'story.answer.back', values);
};

const handshake: Text = (subject) => {
  const { hop } = subject;
  if (hop.verdict.kind === 'dropped') return text('story.handshake.lost', {});
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

const at =
  (key: 'story.decapsulate' | 'story.retry'): Text =>
  (subject) => {
    const place = nameOf(subject, subject.first.namespace);
    return text(key, { place, from: place });
  };

const encapsulate: Text = (subject) => {
  const outer = subject.own.find((hop) => packetOf(hop)?.transport.kind === 'udp' && hop !== subject.first);
  return text('story.encapsulate', {
    place: nameOf(subject, outer?.namespace ?? subject.first.namespace),
    remote: (outer && packetOf(outer)?.destination) ?? '',
  });
};

const again: Text = ({ own }) => text('story.again', { count: new Set(own.map(({ packet }) => packet)).size });

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
  decapsulate: at('story.decapsulate'),
  arrive,
  proxy,
  answer,
  handshake,
  data,
  close,
  retry: at('story.retry'),
  again,
  drop,
};
