import type { Link } from '../../../../kernel/link/link.ts';
import type { Json } from '../../json-writer.ts';
import { lineBreak, type Context } from '../context.ts';

const STATS = {
  received: 'RX:  bytes packets errors dropped  missed   mcast           ',
  sent: 'TX:  bytes packets errors dropped carrier collsns           ',
  receivedErrors: 'RX errors:  length    crc   frame    fifo overrun',
  sentErrors: 'TX errors: aborted   fifo  window heartbt transns',
};

/** Widths of a row of counters. */
const WIDTHS = [7, 6, 7, 7, 7];

const statsRow = (first: number, width: number, others: readonly number[]): string =>
  `    ${String(first).padStart(width)} ${others.map((n, i) => String(n).padStart(WIDTHS[i] ?? 7)).join(' ')} `;

/** The counters of `ip -s link`; with -s twice the errors one by one. */
export function statsText(context: Context, { received, sent }: Link): string {
  const errors = `    ${'0'.padStart(18)} ${[6, 7, 7, 7].map((width) => '0'.padStart(width)).join(' ')} `;
  const more = context.options.stats > 1;
  return [
    '',
    `    ${STATS.received}`,
    statsRow(received.bytes, 10, [received.packets, 0, 0, 0, 0]),
    ...(more ? [`    ${STATS.receivedErrors}`, errors] : []),
    `    ${STATS.sent}`,
    statsRow(sent.bytes, 10, [sent.packets, 0, 0, 0, 0]),
    ...(more ? [`    ${STATS.sentErrors}`, errors] : []),
  ].join(lineBreak(context));
}

export const counters = (link: Link): Json => ({
  rx: {
    bytes: link.received.bytes,
    packets: link.received.packets,
    errors: 0,
    dropped: 0,
    over_errors: 0,
    multicast: 0,
  },
  tx: { bytes: link.sent.bytes, packets: link.sent.packets, errors: 0, dropped: 0, carrier_errors: 0, collisions: 0 },
});
