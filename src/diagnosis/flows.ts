import type { DnsMessage, Packet } from '../kernel/packet/frame.ts';
import type { Hop } from '../kernel/hop.ts';
import type { Outcome } from '../kernel/stimulus.ts';
import type { Story } from './diagnosis.ts';

/** One stimulus's traffic. */
export interface Flow {
  readonly hops: readonly Hop[];
  readonly outcome: Outcome;
  /** The packet that began it. */
  readonly request: Packet;
  /** Where it asked the DNS. */
  readonly question: DnsMessage | undefined;
}

/** A hop of an IP packet. */
export interface IpHop extends Hop {
  readonly frame: Hop['frame'] & { readonly payload: Packet };
}

export const isIp = (hop: Hop): hop is IpHop => hop.frame.payload.kind === 'ip';

export function flowsOf({ hops, outcomes }: Story): readonly Flow[] {
  const byFlow = new Map<number, Hop[]>();
  for (const hop of hops) {
    const known = byFlow.get(hop.flow);
    if (known) known.push(hop);
    else byFlow.set(hop.flow, [hop]);
  }
  return outcomes.flatMap((outcome, index) => {
    const own = byFlow.get(index) ?? [];
    const first = own.find(isIp);
    if (!first) return [];
    const request = first.frame.payload;
    const data = request.transport.kind === 'udp' ? request.transport.data : undefined;
    return [{ hops: own, outcome, request, question: data?.kind === 'dns' ? data.message : undefined }];
  });
}

export function succeeded({ outcome, question }: Flow): boolean {
  switch (outcome.status) {
    case 'answered': {
      const { data } = outcome;
      return (
        !question || (data?.kind === 'dns' && data.message.status === 'NOERROR' && data.message.answers.length > 0)
      );
    }
    case 'connected':
      return outcome.response !== '' || outcome.end === 'ours' || outcome.end === 'closed';
    default:
      return false;
  }
}

const reachedEnd = ({ outcome, request }: Flow): boolean =>
  outcome.status === 'answered' || ('from' in outcome && outcome.from === request.destination);

const isIpv4 = ({ request }: Flow): boolean => !request.source.includes(':');

/** The flow that a command failed by; undefined where it did what it was to do. */
export function failedFlow(story: Story): Flow | undefined {
  const flows = flowsOf(story);
  const questions = flows.filter(({ question }) => question);
  const others = flows.filter(({ question }) => !question);
  if (story.probes && others.some(reachedEnd)) return undefined;
  if (others.length > 0) {
    if (story.exit === 0 && others.some(succeeded)) return undefined;
    const failed = others.filter((flow) => !succeeded(flow) && flow.outcome.status !== 'invalid-source');
    return failed.find(isIpv4) ?? failed[0];
  }
  if (questions.some(succeeded)) return undefined;
  return questions.find(({ question }) => question?.type === 'A') ?? questions[0];
}

/** Whether a dropped packet is what failed, not an echo of it: an error report, a stray segment, a copy for another station. */
function decides({ verdict, frame: { payload } }: IpHop, { request }: Flow): boolean {
  if (verdict.kind !== 'dropped' || verdict.reason === 'other-host') return false;
  const { transport } = payload;
  if (transport.kind === 'icmp') return transport.about === undefined && verdict.reason !== 'no-socket';
  if (verdict.reason !== 'no-socket') return true;
  const asked = request.transport;
  return transport.kind === 'udp' && asked.kind === 'udp' && transport.destinationPort === asked.destinationPort;
}

/** The hop at which a flow's fate was decided. */
export const decisiveHop = (flow: Flow): IpHop | undefined =>
  flow.hops.filter(isIp).find((hop) => decides(hop, flow)) ?? waiting(flow);

/** A packet that still waits for its next hop's MAC address. */
function waiting({ hops }: Flow): IpHop | undefined {
  const lasts = new Map(hops.map((hop) => [hop.packet, hop]));
  return [...lasts.values()]
    .filter(isIp)
    .find(({ decision }) => decision.kind === 'neighbour' && decision.neighbour.mac === undefined);
}
