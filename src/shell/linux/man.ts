import type { Tool } from '../tool/tool.ts';
import { ToolError } from '../tool/tool-error.ts';

const NO_PAGE = 16;

/** man, which the lab's machines lack: where a person asks for it, a command's own help stands in for its page. */
export const man: Tool = {
  name: 'man',
  hostsOnly: true,
  grammar: { operands: ['command'] },
  run(call) {
    const [name, ...rest] = call.argv.slice(1).filter((word) => !word.startsWith('-') && !/^\d\w?$/.test(word));
    if (name === undefined) throw new ToolError("What manual page do you want?\nFor example, try 'man man'.\n", 1);
    if (!call.has(call.place, name)) throw new ToolError(`No manual entry for ${name}\n`, NO_PAGE);
    let text = '';
    const add = (more: string): void => void (text += more);
    const asked = call.run(call.place, [name, ...rest, '--help'], '', { output: { out: add, err: add } });
    const tell = (): number => {
      call.out(`There are no manual pages in this lab. What its ${name} says of itself:\n\n${text.trimStart()}`);
      return 0;
    };
    return typeof asked === 'number' ? tell() : asked.then(tell);
  },
};
