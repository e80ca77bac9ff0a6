import { family } from '../../../ip/address.ts';
import type { Link } from '../../../kernel/link.ts';
import { deviceOf, namespaceOf, usage, type Context, type Words } from './context.ts';

const last24 = (ip: string): string => {
  const groups = ip.split(':');
  const low = (groups.at(-1) ?? '0').padStart(4, '0');
  const high = (groups.at(-2) ?? '0').padStart(4, '0');
  return `${high.slice(2)}${low}`;
};

const solicited = (ip: string): string => {
  const digits = last24(ip);
  return `ff02::1:ff${digits.slice(0, 2)}:${digits.slice(2).replace(/^0{1,3}/, '')}`;
};

/** The groups that a link has joined: all hosts, its solicited nodes, and of a bridge all snoopers (RFC 4286). */
export function groupsOf(link: Link): { macs: string[]; inet: string[]; inet6: string[] } {
  const bridge = link.kind === 'bridge';
  const six = link.addresses
    .filter(({ address }) => family(address) === 6 && address !== '::1')
    .map(({ address }) => address);
  const nodes = [...new Set(six.map(solicited))];
  const macs = nodes.map((node) => `33:33:ff:${(last24(node).match(/../g) ?? []).join(':')}`);
  return {
    macs:
      link.kind === 'loopback'
        ? []
        : [
            '33:33:00:00:00:01',
            ...(bridge ? ['01:00:5e:00:00:6a', '33:33:00:00:00:6a'] : []),
            '01:00:5e:00:00:01',
            ...macs,
          ],
    inet: ['224.0.0.1', ...(bridge ? ['224.0.0.106'] : [])],
    inet6: [...nodes, ...(bridge ? ['ff02::6a'] : []), 'ff02::1', 'ff01::1'],
  };
}

/** `ip maddress [show] [dev NAME]` */
export function maddress(context: Context, words: Words): void {
  let device: number | undefined;
  while (!words.done) {
    const word = words.next();
    if (word === 'dev') device = deviceOf(context, words.next()).index;
    else if (!/^(sh?o?w?|li?s?t?)$/.test(word)) throw usage(`Command "${word}" is unknown, try "ip maddr help".\n`);
  }
  for (const link of Object.values(namespaceOf(context).links)) {
    if (device !== undefined && link.index !== device) continue;
    const { macs, inet, inet6 } = groupsOf(link);
    const rows = [
      ...macs.map((mac) => `link  ${mac}`),
      ...inet.map((ip) => `inet  ${ip}`),
      ...inet6.map((ip) => `inet6 ${ip}`),
    ];
    context.call.out(`${link.index}:\t${link.name}\n${rows.map((row) => `\t${row}\n`).join('')}`);
  }
}
