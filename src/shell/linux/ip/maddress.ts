import { groupsOf } from '../groups.ts';
import { deviceOf, namespaceOf, usage, type Context, type Words } from './context.ts';

/** `ip maddress [show] [dev NAME]` */
export function maddress(context: Context, words: Words): void {
  let device: number | undefined;
  while (!words.done) {
    const word = words.next();
    if (word === 'dev') device = deviceOf(context, words.next()).index;
    else if (!/^(sh?o?w?|li?s?t?)$/.test(word)) throw usage(`Command "${word}" is unknown, try "ip maddr help".\n`);
  }
  const namespace = namespaceOf(context);
  for (const link of Object.values(namespace.links)) {
    if (device !== undefined && link.index !== device) continue;
    const { macs, inet, inet6 } = groupsOf(namespace, link);
    const rows = [
      ...macs.map((mac) => `link  ${mac}`),
      ...inet.map((ip) => `inet  ${ip}`),
      ...inet6.map((ip) => `inet6 ${ip}`),
    ];
    context.call.out(`${link.index}:\t${link.name}\n${rows.map((row) => `\t${row}\n`).join('')}`);
  }
}
