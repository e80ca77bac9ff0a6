import type { Tool } from '../../tool/tool.ts';

/** A tool that always does the same. */
const fixed = (name: string, text: string, exit = 0): Tool => ({
  name,
  grammar: {},
  run(call) {
    call.out(text);
    return exit;
  },
});

/** Tools whose answer is the same everywhere. `clear` sends what a terminal takes as: go home, clear, forget what was scrolled out. */
export const fixedTools: readonly Tool[] = [
  fixed('arch', 'x86_64\n'),
  fixed('clear', '\u001b[H\u001b[2J\u001b[3J'),
  fixed('false', '', 1),
  fixed('groups', 'root\n'),
  fixed('nproc', '2\n'),
  fixed('true', ''),
];

/** coreutils tty */
export const tty: Tool = {
  name: 'tty',
  grammar: {},
  run(call) {
    call.out(call.tty ? '/dev/pts/0\n' : 'not a tty\n');
    return call.tty ? 0 : 1;
  },
};
