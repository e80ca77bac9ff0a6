import { family } from '../../../ip/address.ts';
import type { Socket } from '../../../kernel/socket/socket.ts';

/** The netlink socket by which ss itself asks. */
const OWN = 1;

/** `ss -s`: how many there are of each kind. */
export function summary(sockets: readonly Socket[]): string {
  const count = (protocol?: string, of?: 4 | 6): number =>
    sockets.filter(
      (socket) =>
        (protocol === undefined || socket.protocol === protocol) && (of === undefined || family(socket.address) === of),
    ).length;
  const line = (name: string, total: number, four: number, six: number): string =>
    `${name}\t  ${[total, four, six]
      .map((n) => String(n).padEnd(9))
      .join(' ')
      .slice(0, -1)} \n`;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['UDP', 'udp'],
    ['TCP', 'tcp'],
    ['INET', undefined],
  ];
  return (
    `Total: ${sockets.length + OWN}\nTCP:   ${count('tcp')} (estab ${sockets.filter(({ protocol, peer }) => protocol === 'tcp' && peer).length}, closed 0, orphaned 0, timewait 0)\n\n` +
    `Transport Total     IP        IPv6\n${line('RAW', 0, 0, 0)}` +
    rows.map(([name, protocol]) => line(name, count(protocol), count(protocol, 4), count(protocol, 6))).join('') +
    `${line('FRAG', 0, 0, 0)}\n`
  );
}
