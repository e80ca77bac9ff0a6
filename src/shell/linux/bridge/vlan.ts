import { abbreviated, printJson, usage, type Context, type Words } from '../ip/context.ts';
import { deviceOf } from './context.ts';
import { HELP } from './help.table.ts';

/** `bridge vlan [show] [dev DEVICE]`: no bridge filters VLANs here, so there are none. */
export function vlan(context: Context, words: Words): void {
  const word = words.done ? 'show' : words.next();
  switch (abbreviated(word, ['add', 'delete', 'show', 'lst', 'list', 'tunnelshow', 'set', 'global', 'help'])) {
    case 'add':
    case 'delete':
    case 'set':
    case 'global':
      throw usage('RTNETLINK answers: Operation not supported\n');
    case 'help':
      throw usage(HELP.vlan);
    case undefined:
      throw usage(`Command "${word}" is unknown, try "bridge vlan help".\n`);
    default:
  }
  while (!words.done) if (words.next() === 'dev') deviceOf(context, words.next());
  if (context.options.json) return printJson(context, []);
  context.call.out(`port              vlan-id${context.options.stats > 0 ? '' : '  '}\n`);
}
