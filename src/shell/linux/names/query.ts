import type { Ip } from '../../../ip/address.ts';
import type { DnsMessage, DnsType } from '../../../kernel/packet/frame.ts';
import type { Outcome, UdpStimulus } from '../../../kernel/stimulus.ts';
import { locate } from '../../../world/place.ts';
import { TimeIsUp } from '../../time-limit.ts';
import type { Call } from '../../tool/call.ts';

/** The namespace a call's traffic starts in. */
export const namespaceId = (call: Call): string => call.namespace ?? locate(call.world(), call.place)?.namespace ?? '';

const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
};

export interface Question {
  readonly name: string;
  readonly type: DnsType;
  readonly edns?: boolean;
  readonly recursion?: boolean;
}

/** A query as it goes out; its id follows from the world, so that a replay repeats it. */
export function queryMessage(call: Call, { name, type, edns = false, recursion = true }: Question): DnsMessage {
  const { seed, clock } = call.world();
  return {
    id: hash(`${seed} ${clock.now} ${name} ${type}`) & 0xffff,
    query: true,
    name: name.replace(/\.$/, ''),
    type,
    status: 'NOERROR',
    answers: [],
    edns,
    recursionDesired: recursion,
    recursionAvailable: false,
    authoritative: false,
  };
}

export function queryStimulus(call: Call, server: Ip, question: Question, timeout: number, port = 53): UdpStimulus {
  return {
    kind: 'udp',
    namespace: namespaceId(call),
    destination: server,
    port,
    timeout,
    data: { kind: 'dns', message: queryMessage(call, question) },
    // BIND's tools, which send EDNS, ask for no path MTU discovery.
    ...(question.edns && { dontFragment: false }),
  };
}

/** The message in an answer, if one came. */
export const messageOf = (outcome: Outcome | undefined): DnsMessage | undefined =>
  outcome?.status === 'answered' && outcome.data?.kind === 'dns' ? outcome.data.message : undefined;

/** Waits: nothing happens but that time passes (ms). */
export function wait(call: Call, ms: number): void {
  const left = call.until === undefined ? Infinity : call.until - call.world().clock.now;
  if (ms > 0) call.update((world) => void (world.clock.now += Math.max(0, Math.min(ms, left))));
  if (ms >= left) throw new TimeIsUp();
}
