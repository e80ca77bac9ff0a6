/** Questions that want a yes: a pipe may give it, nobody at a terminal of the lab can (pkg/prompt). */
import type { Call } from '../../tool/call.ts';
import { isTrue } from './options.ts';

/** Asks, and reads one line of the input; no input stands for no. */
export function confirmed(call: Call, question: string): boolean {
  call.out(`${question} [yN] `);
  const [answer = ''] = call.stdin.split('\n');
  return isTrue(answer.trim());
}
