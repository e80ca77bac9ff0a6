import { groupsOf } from '../groups.ts';
import { deviceOf, namespaceOf, usage, type Context, type Words } from './context.ts';

/** `ip [-4|-6] maddress [show] [[dev] NAME]` */
export function maddress(context: Context, words: Words): void {
  let device: number | undefined;
  let shows = false;
  while (!words.done) {
    const word = words.next();
    if (word === 'dev') device = deviceOf(context, words.next()).index;
    else if (/^(sh?o?w?|li?s?t?)$/.test(word)) shows = true;
    else if (shows) device = deviceOf(context, word).index;
    else throw usage(`Command "${word}" is unknown, try "ip maddr help".\n`);
  }
  const { family } = context.options;
  const wants = (kind: 4 | 6 | 'link'): boolean => family === undefined || family === kind;
  const namespace = namespaceOf(context);
  for (const link of Object.values(namespace.links)) {
    if (device !== undefined && link.index !== device) continue;
    const { macs, inet, inet6 } = groupsOf(namespace, link);
    const rows = [
      ...(wants('link') ? macs.map((mac) => `link  ${mac}`) : []),
      ...(wants(4) ? inet.map((ip) => `inet  ${ip}`) : []),
      ...(wants(6) ? inet6.map((ip) => `inet6 ${ip}`) : []),
    ];
    context.call.out(`${link.index}:\t${link.name}\n${rows.map((row) => `\t${row}\n`).join('')}`);
  }
}
