import { permissions } from '../../files/mode.ts';
import { FileError } from '../../files/entry.ts';
import { childOf, resolvePath } from '../../files/path.ts';
import { find, setMode, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError, hint } from '../../tool/tool-error.ts';
import { quote } from '../text/input.ts';

const WHO: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007, a: 0o777 };
const BITS: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111 };
const UMASK = 0o022;

/** `s` is of whoever is named, `t` of the whole. */
const specialBits = (letters: string, who: string): number =>
  (letters.includes('s') ? (/^$|[ua]/.test(who) ? 0o4000 : 0) | (/^$|[ga]/.test(who) ? 0o2000 : 0) : 0) |
  (letters.includes('t') && /^$|a/.test(who) ? 0o1000 : 0);

/** The mode that `u+x,go-w`, `a=r` or `755` makes of another; undefined where it is no mode. */
export function changedMode(text: string, mode: number, isFolder: boolean): number | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return parseInt(text, 8);
  let next = mode;
  for (const clause of text.split(',')) {
    const [, who = '', changes = ''] = /^([ugoa]*)((?:[-+=][rwxXst]*)+)$/.exec(clause) ?? [];
    if (changes === '') return undefined;
    const mask = who === '' ? 0o777 & ~UMASK : [...who].reduce((sum, letter) => sum | (WHO[letter] ?? 0), 0);
    for (const [, operator, letters = ''] of changes.matchAll(/([-+=])([rwxXst]*)/g)) {
      const runs = isFolder || (next & 0o111) !== 0;
      const special = specialBits(letters, who);
      const bits = [...letters].reduce(
        (sum, letter) => sum | (letter === 'X' ? (runs ? 0o111 : 0) : (BITS[letter] ?? 0)),
        0,
      );
      if (operator === '+') next |= (bits & mask) | special;
      else if (operator === '-') next &= ~((bits & mask) | special);
      else next = (next & ~mask) | (bits & mask);
    }
  }
  return next;
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

const OPTION = /^(?:-[Rvcf]+|--(?:recursive|verbose|changes|quiet|silent|preserve-root|no-preserve-root))$/;

/** coreutils chmod */
export const chmod: Tool = {
  name: 'chmod',
  grammar: {
    options: options({ '-R,--recursive -v,--verbose -c,--changes -f,--silent,--quiet': 'none' }),
    operands: ['text', 'file'],
  },
  run(call) {
    const words = call.argv.slice(1);
    const given = words.filter((word) => OPTION.test(word));
    // What begins with a hyphen may be a mode: `chmod -x FILE`.
    const [mode, ...names] = words.filter((word) => !OPTION.test(word) && word !== '--');
    if (mode === undefined) throw new ToolError(`chmod: missing operand\n${hint('chmod')}`, 1);
    if (names.length === 0)
      throw new ToolError(`chmod: missing operand after ${quote(call, mode)}\n${hint('chmod')}`, 1);
    if (changedMode(mode, 0, false) === undefined)
      throw new ToolError(`chmod: invalid mode: ${quote(call, mode)}\n${hint('chmod')}`, 1);
    const has = (letter: string, long: string): boolean =>
      given.some((word) => word === long || (/^-[^-]/.test(word) && word.includes(letter)));
    const tell = { always: has('v', '--verbose'), changes: has('c', '--changes') };
    const results = names.map((name) => change(call, mode, name, { deep: has('R', '--recursive'), ...tell }));
    return results.every(Boolean) ? 0 : 1;
  },
};

interface How {
  readonly deep: boolean;
  readonly always: boolean;
  readonly changes: boolean;
}

/** Changes one name's mode, and with -R that of all below it. Returns whether it could. */
function change(call: Call, mode: string, name: string, how: How): boolean {
  const path = resolvePath(call.cwd, name);
  const entry = find(treeAt(call.world(), call.place, call.namespace), path);
  if (!entry) {
    call.err(`chmod: cannot access ${quote(call, name)}: No such file or directory\n`);
    return false;
  }
  if (entry.kind === 'link') return true;
  const before = entry.mode & 0o7777;
  const after = changedMode(mode, before, entry.kind === 'directory') ?? before;
  try {
    call.update((world) => setMode(treeAt(world, call.place, call.namespace), path, after));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    call.err(`chmod: changing permissions of ${quote(call, name)}: ${error.message}\n`);
    return false;
  }
  const shown = (value: number): string => `${octal(value)} (${permissions(value)})`;
  if (before !== after && (how.always || how.changes))
    call.out(`mode of ${quote(call, name)} changed from ${shown(before)} to ${shown(after)}\n`);
  else if (how.always) call.out(`mode of ${quote(call, name)} retained as ${shown(after)}\n`);
  if (!how.deep || entry.kind !== 'directory') return true;
  return entry.names().every((inner) => change(call, mode, childOf(name, inner), how));
}
