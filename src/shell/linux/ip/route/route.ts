import { abbreviated, usage, type Context, type Words } from '../context.ts';
import { HELP } from '../help.table.ts';
import { addRouteCommand, deleteRouteCommand, flushRoutes } from './change.ts';
import { getRoute } from './get.ts';
import { showRoutes } from './show.ts';

/** `ip route COMMAND …` */
export function route(context: Context, words: Words): void {
  const word = words.done ? 'show' : words.next();
  const command = abbreviated(word, [
    'add',
    'change',
    'chg',
    'replace',
    'prepend',
    'append',
    'test',
    'delete',
    'get',
    'list',
    'show',
    'lst',
    'flush',
    'save',
    'restore',
    'showdump',
    'help',
  ]);
  switch (command) {
    case 'add':
    case 'append':
    case 'prepend':
    case 'replace':
      return addRouteCommand(context, words, command);
    case 'change':
    case 'chg':
      return addRouteCommand(context, words, 'change');
    case 'delete':
      return deleteRouteCommand(context, words);
    case 'get':
      return getRoute(context, words);
    case 'flush':
      return flushRoutes(context, words);
    case 'list':
    case 'show':
    case 'lst':
      return showRoutes(context, words);
    case 'help':
      throw usage(HELP.route);
    default:
      throw usage(`Command "${word}" is unknown, try "ip route help".\n`);
  }
}
