import { abbreviated, usage, type Context, type Words } from '../context.ts';
import { HELP } from '../help.table.ts';
import { add, flush, remove } from './change.ts';
import { show } from './show.ts';

/** `ip address COMMAND …` */
export function address(context: Context, words: Words): void {
  const word = words.done ? 'show' : words.next();
  const command = abbreviated(word, ['add', 'change', 'replace', 'delete', 'show', 'lst', 'list', 'flush', 'help']);
  switch (command) {
    case 'add':
    case 'change':
    case 'replace':
      return add(context, words, command);
    case 'delete':
      return remove(context, words);
    case 'flush':
      return flush(context, words);
    case 'help':
      throw usage(HELP.address);
    case undefined:
      throw usage(`Command "${word}" is unknown, try "ip address help".\n`);
    default:
      return show(context, words);
  }
}
