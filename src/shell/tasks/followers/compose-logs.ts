import type { LogsFollowed } from '../../docker/compose/follow-logs.ts';
import { toolAt } from '../../tools.ts';
import { runTool } from '../../tool/run-tool.ts';
import type { Follower } from '../followers.ts';

/** `docker compose logs -f`, which loads compose itself. */
export const composeLogs: Follower = {
  is: (words) => {
    const [name, ...args] = words;
    if (name !== 'docker-compose' && !(name === 'docker' && args.includes('compose'))) return false;
    const at = args.indexOf('logs');
    return at >= 0 && args.slice(at + 1).some((arg) => /^-[a-zA-Z]*f|^--follow(=|$)/.test(arg));
  },
  step: async (call, state) => {
    if (state['watched'] !== undefined) {
      const { lookAgain } = await import('../../docker/compose/follow-logs.ts');
      const { state: next, exit } = lookAgain(call, state as unknown as LogsFollowed);
      return { state: { ...next }, ...(exit !== undefined && { exit }) };
    }
    let begun: object | undefined;
    const tool = toolAt(call.world(), call.place, call.argv[0] ?? '');
    if (!tool) return { state, exit: 127 };
    const exit = await runTool(tool, { ...call, follows: (kept) => void (begun = kept) });
    return begun ? { state: { ...begun } } : { state, exit };
  },
};
