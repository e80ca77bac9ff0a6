import type { Call } from '../../../tool/call.ts';
import { getopt } from '../../../tool/options.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import { VERSION } from '../words.ts';
import { monitor, MONITOR } from './monitor.ts';

const HELP = `${MONITOR} ${VERSION}
Usage: ${MONITOR} [ -t | -e ]
        --trace    -t    trace ruleset traversal of packets tagged via -j TRACE rule
        --event    -e    show events that modify the ruleset
Optional arguments:
        --ipv4     -4    only monitor IPv4
        --ipv6     -6    only monitor IPv6
\t--counters -c    show counters in rules
`;

/** Without the part of the kernel that it speaks to. */
const NAMED = `${MONITOR} ${VERSION.split(' ')[0]}`;

/** What it does when it does not go on: to follow is a process of its own (src/shell/tasks/followers/monitor.ts). */
export function runMonitor(call: Call): number {
  const { error, has } = getopt(call.argv.slice(1), monitor.grammar);
  if (error !== undefined)
    throw new ToolError(`${NAMED}: Bad argument.\nTry \`${MONITOR} -h' for more information.\n`, 2);
  if (has('V')) {
    call.out(`${NAMED}\n`);
    return 0;
  }
  if (has('e') && !has('t')) throw new ToolError(`${MONITOR}: this lab's tells the way of packets alone: --trace\n`, 1);
  call.out(HELP);
  return has('h') ? 0 : 1;
}
