/** What iperf3 prints of a test. Nothing is measured here: every link is taken to carry the same. */

/** Octets that a link carries in a second. */
const RATE = 1_176_250_000;
const GIB = 1024 ** 3;

const RULE = '- - - - - - - - - - - - - - - - - - - - - - - - -\n';
export const LINE = `${'-'.repeat(59)}\n`;

const seconds = (from: number, to: number): string =>
  `${from.toFixed(2).padStart(6)}-${to.toFixed(2)}${' '.repeat(Math.max(0, 6 - to.toFixed(2).length))}`;

/** A line of one stream over an interval. */
function line(from: number, to: number, end: string): string {
  const transfer = `${((RATE * (to - from)) / GIB).toFixed(2)} GBytes`.padStart(12);
  const rate = `${((RATE * 8) / 1e9).toFixed(2)} Gbits/sec`;
  return `[  5] ${seconds(from, to)} sec ${transfer}  ${rate}${end}\n`;
}

/** A test of some seconds as one of its sides reports it. */
export function report(duration: number, side: 'client' | 'server'): string {
  const isClient = side === 'client';
  const steps = Array.from({ length: duration }, (_, i) =>
    line(i, i + 1, isClient ? '    0   3.00 MBytes       ' : '                  '),
  );
  const head = isClient
    ? '[ ID] Interval           Transfer     Bitrate         Retr  Cwnd\n'
    : '[ ID] Interval           Transfer     Bitrate\n';
  const sum = isClient ? '[ ID] Interval           Transfer     Bitrate         Retr\n' : head;
  const sender = isClient ? line(0, duration, '    0            sender') : '';
  return `${head}${steps.join('')}${RULE}${sum}${sender}${line(0, duration, '                  receiver')}`;
}
