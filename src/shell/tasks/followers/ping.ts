import { pingOnce, pingSummary, type Pinging } from '../../linux/ping/ping-run.ts';
import { GRAMMAR } from '../../linux/ping/grammar.ts';
import { getopt } from '../../tool/options.ts';
import type { Follower } from '../followers.ts';

const BEGUN: Pinging = { sent: 0, trips: [], errors: 0 };
const stateOf = (state: Record<string, unknown>): Pinging => ({ ...BEGUN, ...(state as Partial<Pinging>) });

/** ping without an end of its own. */
export const ping: Follower = {
  is: ([name = '', ...args]) => {
    if (!/^ping[46]?$/.test(name)) return false;
    const { error, operands, has } = getopt(args, GRAMMAR);
    return error === undefined && operands.length > 0 && !has('c', 'w', 'V', 'h', '?', 'f');
  },
  step: (call, state) => {
    const began = call.world().clock.now;
    const { state: next, interval } = pingOnce(call, stateOf(state));
    return { at: began + interval, state: { ...next } };
  },
  last: (call, state) => pingSummary(call, stateOf(state)),
};
