import type { Tool } from '../../tool/tool.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** bash's echo: -n, -e and -E; dash's takes a -n alone, and does all escapes. */
export const echo: Tool = {
  name: 'echo',
  grammar: { operands: ['file'] },
  run(call) {
    const args = call.argv.slice(1);
    if (!call.bash) {
      const bare = args[0] === '-n';
      const [text, stopped] = unescape((bare ? args.slice(1) : args).join(' '));
      call.out(bare || stopped ? text : `${text}\n`);
      return 0;
    }
    let newline = true;
    let escapes = false;
    while (/^-[neE]+$/.test(args[0] ?? '')) {
      for (const flag of args.shift() ?? '') {
        if (flag === 'n') newline = false;
        else if (flag !== '-') escapes = flag === 'e';
      }
    }
    const text = args.join(' ');
    const [shown, stopped] = escapes ? unescape(text) : [text, false];
    call.out(newline && !stopped ? `${shown}\n` : shown);
    return 0;
  },
};

/** The text with its escapes done, and whether `\c` ended it. */
function unescape(text: string): [string, boolean] {
  const end = text.search(/(?<!\\)(?:\\\\)*\\c/);
  const kept = end < 0 ? text : text.slice(0, text.indexOf('\\c', end));
  const shown = kept.replace(
    /\\(?:0([0-7]{0,3})|x([0-9a-fA-F]{1,2})|(.))/gs,
    (whole, octal?: string, hex?: string, letter?: string) => {
      if (octal !== undefined) return String.fromCharCode(parseInt(octal || '0', 8) & 255);
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      return ESCAPES[letter ?? ''] ?? whole;
    },
  );
  return [shown, end >= 0];
}
