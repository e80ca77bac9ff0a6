import type { Hop } from './hop.ts';
import type { Trace } from './trace.ts';

/** How many packets the hops of a trace number, from 0. */
export const packetsIn = ({ hops }: Trace): number => hops.reduce((most, { packet }) => Math.max(most, packet + 1), 0);

/** The hops of a command's traces as one story: packets and flows of a later trace get numbers and times after the earlier. */
export function joinTraces(traces: readonly Trace[]): readonly Hop[] {
  const only = traces.length === 1 ? traces[0] : undefined;
  if (only) return only.hops;
  const joined: Hop[] = [];
  let packets = 0;
  let flows = 0;
  let time = 0;
  for (const trace of traces) {
    for (const hop of trace.hops)
      joined.push({
        ...hop,
        packet: hop.packet + packets,
        flow: hop.flow + flows,
        time: hop.time + time,
        ...(hop.cause === undefined ? {} : { cause: hop.cause + packets }),
      });
    packets += packetsIn(trace);
    flows += trace.outcomes.length;
    time += trace.duration * 1000;
  }
  return joined;
}
