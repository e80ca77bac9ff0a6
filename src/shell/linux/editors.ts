import { resolvePath } from '../files/path.ts';
import { find, treeAt } from '../files/tree.ts';
import type { Call } from '../tool/call.ts';
import { options } from '../tool/grammar.ts';
import { getopt } from '../tool/options.ts';
import type { Tool } from '../tool/tool.ts';
import { ToolError } from '../tool/tool-error.ts';

const NANO = ` GNU nano, version 7.2
 (C) 2023 the Free Software Foundation and various contributors
 Compiled options: --disable-libmagic --enable-utf8
`;
const VIM = 'VIM - Vi IMproved 9.0 (2022 Jun 28, compiled Feb 16 2025 05:23:41)\n';

/**
 * The editors of a host. The lab's images have none, as is usual. At a person's terminal they open the page's editor, whatever
 * their own keys; what is saved there is a command of its own.
 */
export const nano: Tool = {
  name: 'nano',
  hostsOnly: true,
  grammar: {
    options: options({
      '-V,--version -l,--linenumbers -w,--nowrap -v,--view -i,--autoindent -m,--mouse -B,--backup': 'none',
      '-T,--tabsize -Y,--syntax': 'text',
    }),
    operands: ['file'],
  },
  run(call) {
    const { operands, error, has } = getopt(call.argv.slice(1), nano.grammar);
    if (error !== undefined)
      throw new ToolError(`nano: ${error}\nType 'nano -h' for a list of available options.\n`, 1);
    if (has('V')) {
      call.out(NANO);
      return 0;
    }
    if (!hasTerminal(call)) throw new ToolError('Standard input is not a terminal\n', 1);
    return edit(call, operands);
  },
};

/** vim, which is called vi too. */
export const vim: Tool = {
  name: 'vim',
  aliases: ['vi'],
  hostsOnly: true,
  grammar: { options: options({ '-R -n -y -N': 'none' }), operands: ['file'] },
  run(call) {
    const { operands, has } = getopt(call.argv.slice(1), vim.grammar);
    const unknown = call.argv.slice(1).find((word) => /^-./.test(word) && !/^(?:-[RnyN]+|--|--version)$/.test(word));
    if (unknown !== undefined)
      throw new ToolError(`${VIM}Unknown option argument: "${unknown}"\nMore info with: "vim -h"\n`, 1);
    if (call.argv.includes('--version')) {
      call.out(VIM);
      return 0;
    }
    if (!hasTerminal(call))
      throw new ToolError(
        'Vim: Warning: Output is not to a terminal\nVim: Warning: Input is not from a terminal\nVim: Error reading input, exiting...\nVim: Finished.\n',
        1,
      );
    return edit(call, operands, has('R'));
  },
};

const hasTerminal = ({ tty, stdin, background, jobs }: Call): boolean =>
  tty === true && jobs.person && stdin === '' && !background;

/** Opens the first file that is named, and an unnamed one where none is; `+LINE` in front is for the editor's own screen. */
function edit(call: Call, operands: readonly string[], readOnly = false): number {
  const [name] = operands.filter((word) => !/^\+\d*(?:,\d+)?$/.test(word));
  const path = name === undefined ? undefined : resolvePath(call.cwd, name);
  if (path !== undefined && find(treeAt(call.world(), call.place), path)?.kind === 'directory')
    throw new ToolError(`"${name}" is a directory\n`, 1);
  call.edit({ place: call.place, path, ...(readOnly && { readOnly }) });
  return 0;
}
