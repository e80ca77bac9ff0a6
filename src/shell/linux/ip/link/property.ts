/** `ip link property`: further names of a link (iproute2: ip/iplink.c iplink_prop). */
import { addAltNames, removeAltNames } from '../../../../kernel/link/alt-names.ts';
import type { Link } from '../../../../kernel/link/link.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import { abbreviated, deviceOf, request, usage, type Context, type Words } from '../context.ts';
import { HELP } from '../help.table.ts';

export function property(context: Context, words: Words): void {
  if (words.done) throw usage(HELP.link);
  const word = words.next();
  const command = abbreviated(word, ['add', 'delete']);
  if (command === undefined) throw word.startsWith('help') ? usage(HELP.link) : usage('Operator required\n');
  let link: Link | undefined;
  const names: string[] = [];
  while (!words.done) {
    const next = words.next();
    if (next === 'dev') link = deviceOf(context, words.next());
    else if (next === 'altname') names.push(words.next());
    else link = deviceOf(context, next);
  }
  if (!link) throw new ToolError('Not enough of information: "dev" argument is required.\n', 255);
  const ref = { namespace: context.id, index: link.index };
  request(context, ({ kernel }) => (command === 'add' ? addAltNames : removeAltNames)(kernel, ref, names));
}
