/** Output of several containers in one: each line with the name of its container (cmd/formatter/logs.go). */
import type { Output } from '../../tool/output.ts';

const COLORS = ['36', '33', '32', '35', '34', '36;1', '33;1', '32;1', '35;1', '34;1'];

export interface Looks {
  readonly prefix: boolean;
  readonly color: boolean;
}

export interface Printer {
  /** A line of a container's output, without its end. */
  readonly line: (stream: 'out' | 'err', name: string, text: string) => void;
  /** The names of containers that were seen so far, in turn. */
  readonly known: () => readonly string[];
  /** What became of a container. */
  readonly status: (name: string, text: string) => void;
}

/**
 * Names are as wide as the longest that was seen so far.
 * @param before the names that were seen already
 */
export function printerTo(output: Output, { prefix, color }: Looks, before: readonly string[] = []): Printer {
  const colors = new Map<string, (text: string) => string>();
  const known = (name: string): ((text: string) => string) => {
    const there = colors.get(name);
    if (there) return there;
    const code = COLORS[colors.size % COLORS.length] ?? '';
    const paint = (text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
    colors.set(name, paint);
    return paint;
  };
  for (const name of before) known(name);
  return {
    known: () => [...colors.keys()],
    line: (stream, name, text) => {
      const paint = known(name);
      const width = Math.max(...[...colors.keys()].map((each) => each.length)) + 1;
      output[stream](`${prefix ? paint(`${name.padEnd(width)} | `) : ''}${text}\n`);
    },
    status: (name, text) => output.out(known(name)(`\u001b[K${name} ${text}\n`)),
  };
}
