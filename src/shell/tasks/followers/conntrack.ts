import { connectionsAt } from '../../../kernel/netfilter/conntrack/conntrack.ts';
import { eventsBetween, seenOf, type Seen } from '../../linux/conntrack/events.ts';
import { NAME, read, type Draft } from '../../linux/conntrack/options.ts';
import { namespaceOf } from '../../linux/iptables/place.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import type { Follower } from '../followers.ts';

/** What words ask for; undefined where they are no question for events. */
function asked([name, ...args]: readonly string[]): Draft | undefined {
  if (name !== 'conntrack' || !args.some((arg) => /^-\w*E|^--event$/.test(arg))) return undefined;
  try {
    const draft = read(args);
    return draft.command === 'E' ? draft : undefined;
  } catch (error) {
    // Who reads its words complains of them.
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}

const livingAt = (call: Call) => connectionsAt(namespaceOf(call, call.world()), call.world().clock.now);

/** `conntrack -E`: what happens to connections, as it happens. */
export const conntrack: Follower = {
  is: (words) => asked(words) !== undefined,
  step: (call, state) => {
    const draft = asked(call.argv);
    const living = livingAt(call);
    const before = state['seen'] as Seen | undefined;
    const events = (before && draft ? eventsBetween(before, living, call.world().clock.now) : []).filter(
      ({ kind, connection }) =>
        draft?.tests.every((test) => test(connection)) === true && (draft.events ?? [kind]).includes(kind),
    );
    for (const { text } of events) call.out(`${text}\n`);
    return { state: { seen: seenOf(living), shown: Number(state['shown'] ?? 0) + events.length } };
  },
  last: (call, state) => call.err(`${NAME}: ${Number(state['shown'] ?? 0)} flow events have been shown.\n`),
  heedsTerm: true,
};
