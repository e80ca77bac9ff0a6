import type { LogsFollowed } from '../../docker/compose/follow-logs.ts';
import type { EventsFollowed } from '../../docker/system/told-events.ts';
import type { Call } from '../../tool/call.ts';
import { toolAt } from '../../tools.ts';
import { runTool } from '../../tool/run-tool.ts';
import type { Followed, Follower } from '../followers.ts';

type State = LogsFollowed | EventsFollowed;

/** What its clients look at again, which is loaded with them. */
async function look(call: Call, state: State): Promise<Followed> {
  const looked =
    state.what === 'logs'
      ? (await import('../../docker/compose/follow-logs.ts')).lookAtLogs(call, state)
      : (await import('../../docker/system/told-events.ts')).lookAtEvents(call, state);
  return { ...looked, state: { ...looked.state } };
}

/** `docker events`, `docker compose events` and `docker compose logs -f`: a call of the tool begins, and says what it goes on with. */
export const docker: Follower = {
  is: ([name, ...args]) => {
    if (name !== 'docker-compose' && name !== 'docker') return false;
    if (args.includes('events')) return true;
    const at = name === 'docker-compose' || args.includes('compose') ? args.indexOf('logs') : -1;
    return at >= 0 && args.slice(at + 1).some((arg) => /^-[a-zA-Z]*f|^--follow(=|$)/.test(arg));
  },
  step: async (call, state) => {
    if (state['what'] !== undefined) return look(call, state as unknown as State);
    let begun: object | undefined;
    const tool = toolAt(call.world(), call.place, call.argv[0] ?? '');
    if (!tool) return { state, exit: 127 };
    const exit = await runTool(tool, { ...call, follows: (kept) => void (begun = kept) });
    return begun ? look(call, begun as State) : { state, exit };
  },
};
