import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { FREE_USAGE } from './help.table.ts';
import { free } from './free.ts';
import { memoryAt } from './memory.ts';

const BINARY = 1024;
/** Options that choose a unit, and what it is: octets to the power. */
const POWERS: Readonly<Record<string, number>> = { b: 0, k: 1, m: 2, g: 3, tebi: 4, pebi: 5 };
const DECIMAL: Readonly<Record<string, number>> = { kilo: 1, mega: 2, giga: 3, tera: 4, peta: 5 };
const LETTERS = 'BKMGTP';
const NUMBER = 12;
const LABEL = 8;

/** procps free: the machine's memory. */
export function runFree(call: Call): number {
  const { error, has, options } = getopt(call.argv.slice(1), free.grammar);
  if (error !== undefined) throw new ToolError(`free: ${error}\n${FREE_USAGE}`, 1);
  if (has('help')) {
    call.out(FREE_USAGE);
    return 0;
  }
  if (has('V')) {
    call.out('free from procps-ng 4.0.6\n');
    return 0;
  }
  const memory = memoryAt(call);
  const shown = amountFor(
    options.map(({ name }) => name),
    has('si'),
  );
  const wide = has('w');
  const names = ['total', 'used', 'free', 'shared', ...(wide ? ['buffers', 'cache'] : ['buff/cache']), 'available'];
  const values = [
    memory.total,
    memory.used,
    memory.free,
    memory.shared,
    ...(wide ? [memory.buffers, memory.cache] : [memory.buffers + memory.cache]),
    memory.available,
  ];
  const line = (label: string, cells: readonly string[]): string =>
    `${label.padEnd(LABEL)}${cells.map((cell) => cell.padStart(NUMBER)).join('')}\n`;
  call.out(line('', names));
  call.out(line('Mem:', values.map(shown)));
  call.out(line('Swap:', [0, 0, 0].map(shown)));
  if (has('t')) call.out(line('Total:', [memory.total, memory.used, memory.free].map(shown)));
  return 0;
}

/** How an amount is shown: in the unit of the last option that chooses one. */
function amountFor(names: readonly string[], si: boolean): (octets: number) => string {
  const base = si ? 1000 : BINARY;
  const unit = names.findLast((name) => name === 'h' || POWERS[name] !== undefined || DECIMAL[name] !== undefined);
  if (unit === 'h') return (octets) => human(octets, base);
  const size =
    unit !== undefined && DECIMAL[unit] !== undefined ? 1000 ** DECIMAL[unit] : base ** (POWERS[unit ?? 'k'] ?? 1);
  return (octets) => String(Math.floor(octets / size));
}

/** In the smallest unit with which it has four characters at most (procps: scale_size). */
function human(octets: number, base: number): string {
  const i = base === BINARY ? 'i' : '';
  if (octets < base) return `${octets}B`;
  for (let power = 1; power < LETTERS.length; power += 1) {
    const value = octets / base ** power;
    for (const text of [`${value.toFixed(1)}${LETTERS[power]}`, `${Math.floor(value)}${LETTERS[power]}`])
      if (text.length <= 4) return `${text}${i}`;
  }
  return `${octets}`;
}
