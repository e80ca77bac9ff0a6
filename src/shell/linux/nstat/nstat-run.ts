import { STATISTICS } from '../../../kernel/walk/statistics.ts';
import { find, treeAt, writeText } from '../../files/tree.ts';
import { getopt } from '../../tool/options.ts';
import type { Call } from '../../tool/call.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { namespaceId } from '../names/query.ts';
import { nstat } from './nstat.ts';

const USAGE = `Usage: nstat [OPTION] [ PATTERN [ PATTERN ] ]
   -h, --help          this message
   -a, --ignore        ignore history
   -d, --scan=SECS     sample every statistics every SECS
   -j, --json          format output in JSON
   -n, --nooutput      do history only
   -p, --pretty        pretty print
   -r, --reset         reset history
   -s, --noupdate      don't update history
   -t, --interval=SECS report average over the last SECS
   -V, --version       output version information
   -z, --zeros         show entries with zero activity
`;

/** Where it keeps what it told last (a file of its user's). */
const HISTORY = '/tmp/.nstat.u0';

type Counts = Readonly<Record<string, number>>;

const countsAt = (call: Call): Counts => call.world().kernel.namespaces[namespaceId(call)]?.statistics ?? {};

/** What it told last; nothing where it never did. */
function history(call: Call): Counts {
  const kept = find(treeAt(call.world(), call.place), HISTORY);
  if (kept?.kind !== 'file') return {};
  const rows = kept
    .read()
    .split('\n')
    .map((line) => line.split(/\s+/));
  return Object.fromEntries(rows.flatMap(([name = '', count]) => (count === undefined ? [] : [[name, Number(count)]])));
}

const rowOf = (name: string, count: number): string => `${name.padEnd(31)} ${String(count).padEnd(18)} 0.0\n`;

/** A pattern of the shell's, as fnmatch(3) takes it. */
const matches = (pattern: string, name: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  ).test(name);

export const runNstat: Tool['run'] = (call) => {
  const { has, operands, error } = getopt(call.argv.slice(1), nstat.grammar);
  if (error !== undefined) throw new ToolError(`nstat: ${error}\n${USAGE}`, 255);
  if (has('h')) throw new ToolError(USAGE, 255);
  if (has('V')) {
    call.out('nstat utility, iproute2-7.2.0\n');
    return 0;
  }
  const now = countsAt(call);
  const before = has('a') || has('r') ? {} : history(call);
  const rows = STATISTICS.map((name) => [name, (now[name] ?? 0) - (before[name] ?? 0)] as const).filter(
    ([name, count]) =>
      (count !== 0 || has('z')) && (operands.length === 0 || operands.some((pattern) => matches(pattern, name))),
  );
  if (has('j') && !has('n')) call.out(`${JSON.stringify({ kernel: Object.fromEntries(rows) })}\n`);
  else if (!has('n')) call.out(`#kernel\n${rows.map(([name, count]) => rowOf(name, count)).join('')}`);
  if (!has('s'))
    call.update((world) =>
      writeText(
        treeAt(world, call.place),
        HISTORY,
        `#kernel\n${STATISTICS.map((name) => rowOf(name, now[name] ?? 0)).join('')}`,
      ),
    );
  return 0;
};
