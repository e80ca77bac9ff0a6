import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** coreutils tac */
export const tac: Tool = {
  name: 'tac',
  grammar: { options: options({ '-b -r': 'none', '-s': 'text' }), operands: ['file'] },
  run: later(async () => (await import('./runs.ts')).runTac),
};

/** coreutils paste */
export const paste: Tool = {
  name: 'paste',
  grammar: { options: options({ '-d,--delimiters': 'text', '-s,--serial -z': 'none' }), operands: ['file'] },
  run: later(async () => (await import('./runs.ts')).runPaste),
};

/** coreutils yes, as far as anyone reads */
export const yes: Tool = {
  name: 'yes',
  grammar: { operands: ['text'] },
  run: later(async () => (await import('./runs.ts')).runYes),
};
