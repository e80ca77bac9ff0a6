import type { Namespace } from '../../../kernel/namespace.ts';
import { monitor as tool, MONITOR } from '../../linux/iptables/monitor/monitor.ts';
import { traceText } from '../../linux/iptables/monitor/trace-text.ts';
import { namespaceOf } from '../../linux/iptables/place.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import type { Follower } from '../followers.ts';

const here = (call: Call): Namespace => namespaceOf(call, call.world());

/** `xtables-monitor --trace`: the way of traced packets, as they go it. */
export const monitor: Follower = {
  is: ([name, ...args]) => {
    if (name !== MONITOR) return false;
    const { error, has } = getopt(args, tool.grammar);
    return error === undefined && has('t') && !has('h', 'V');
  },
  step: (call, state) => {
    const { has } = getopt(call.argv.slice(1), tool.grammar);
    const begins = here(call).netfilter.traced === undefined;
    if (begins) call.update((world) => void (namespaceOf(call, world).netfilter.traced = { count: 0, events: [] }));
    const { count = 0, events = [] } = here(call).netfilter.traced ?? {};
    const seen = begins ? 0 : Number(state['seen'] ?? count);
    const only = has('4') === has('6') ? undefined : has('4') ? 'ip' : 'ip6';
    for (const event of events.slice(Math.max(0, events.length - (count - seen))))
      if (only === undefined || event.family === only) call.out(traceText(event, here(call)));
    return { state: { seen: count } };
  },
  // Nobody listens any more; another that still does begins anew.
  last: (call) => call.update((world) => void delete namespaceOf(call, world).netfilter.traced),
  heedsTerm: true,
};
