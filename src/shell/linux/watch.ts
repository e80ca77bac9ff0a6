import { WATCH } from '../tasks/followers/watch.ts';
import { getopt } from '../tool/options.ts';
import type { Tool } from '../tool/tool.ts';
import { ToolError } from '../tool/tool-error.ts';

const USAGE = `
Usage:
 watch [options] command

Options:
  -b, --beep             beep if command has a non-zero exit
  -c, --color            interpret ANSI color and style sequences
  -C, --no-color         do not interpret ANSI color and style sequences
  -d, --differences[=<permanent>]
                         highlight changes between updates
  -e, --errexit          exit if command has a non-zero exit
  -g, --chgexit          exit when output from command changes
  -n, --interval <secs>  seconds to wait between updates
  -p, --precise          run command at precise intervals
  -q, --equexit <cycles> exit when output from command does not change
  -r, --no-rerun         do not rerun program on window resize
  -t, --no-title         turn off header
  -w, --no-wrap          turn off line wrapping
  -x, --exec             pass command to exec instead of "sh -c"

 -h, --help     display this help and exit
 -v, --version  output version information and exit

For more details see watch(1).
`;

/** procps' watch: with a command it is a follower (`tasks/followers`); here is what it says without one. */
export const watch: Tool = {
  name: 'watch',
  grammar: WATCH,
  run(call) {
    const { error } = getopt(call.argv.slice(1), WATCH);
    if (error !== undefined) throw new ToolError(`watch: ${error}\n${USAGE}`, 1);
    if (call.argv.length < 2) throw new ToolError(USAGE, 1);
    // Nobody looks at its screen.
    throw new ToolError('Error opening terminal: unknown.\n', 1);
  },
};
