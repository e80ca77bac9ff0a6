import { civil, shortMonth } from '../../../engine/calendar.ts';
import { locate } from '../../../world/place.ts';
import type { Call } from '../../tool/call.ts';
import { readOptions } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { journalctl } from './journalctl.ts';

const DEFAULT_LINES = 10;

/** journalctl */
export function runJournalctl(call: Call): number {
  const given = readOptions({ ...call, argv: joined(call.argv) }, journalctl);
  const { machine } = locate(call.world(), call.place) ?? {};
  const unit = given.value('u')?.replace(/\.service$/, '');
  const output = given.value('o') ?? 'short';
  if (output !== 'short' && output !== 'cat') throw new ToolError(`Unknown output format '${output}'.\n`, 1);
  // Only the engine and systemd write what the lab keeps.
  const entries = unit === undefined || unit === 'docker' ? (machine?.engine?.journal ?? []) : [];
  const kept = entries.slice(-linesOf(given.value('n'), given.has('n') || given.has('e')));
  const shown = given.has('r') ? kept.toReversed() : kept;
  if (shown.length === 0 && !given.has('q') && output !== 'cat') call.out('-- No entries --\n');
  for (const { at, pid, text } of shown) {
    const who = pid === 1 ? 'systemd[1]' : `dockerd[${pid}]`;
    call.out(output === 'cat' ? `${text}\n` : `${dateOf(at)} ${machine?.name ?? ''} ${who}: ${text}\n`);
  }
  return 0;
}

/** A number of lines may stand in a word of its own. */
const joined = (argv: readonly string[]): string[] => {
  const words = [...argv];
  for (const [at, word] of words.entries())
    if (/^-[a-z]*n$|^--lines$/.test(word) && /^(\d+|all)$/.test(words[at + 1] ?? ''))
      words.splice(at, 2, `${word}${word === '--lines' ? '=' : ''}${words[at + 1]}`);
  return words;
};

function linesOf(text: string | undefined, some: boolean): number {
  if (text === undefined || text === '') return some ? DEFAULT_LINES : Infinity;
  if (text === 'all') return Infinity;
  if (!/^\d+$/.test(text)) throw new ToolError(`Failed to parse lines '${text}'\n`, 1);
  // The last no lines of all would be all of them.
  return text === '0' ? -Infinity : Number(text);
}

/** `Jan 05 09:00:00` */
function dateOf(clock: number): string {
  const { month, day, hour, minute, second } = civil(clock);
  const [date, ...time] = [day, hour, minute, second].map((part) => String(part).padStart(2, '0'));
  return `${shortMonth(month)} ${date} ${time.join(':')}`;
}
