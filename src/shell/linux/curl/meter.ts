import type { Options } from './options.ts';
import type { Transfer } from './transfer.ts';

const HEADER = `  % Total    % Received % Xferd  Average Speed  Time    Time    Time   Current
                                 Dload  Upload  Total   Spent   Left   Speed
`;
const BAR = 193;

/** Six columns: a number, or one decimal and a unit. */
function speed(value: number): string {
  if (value < 100_000) return String(Math.round(value)).padStart(6);
  const kilo = value / 1024;
  return (kilo < 1000 ? `${kilo.toFixed(1)}k` : `${(kilo / 1024).toFixed(1)}M`).padStart(6);
}

function row(received: number, sent: number, total: number, ms: number): string {
  const rate = ms > 0 ? (received * 1000) / ms : 0;
  const upload = ms > 0 ? (sent * 1000) / ms : 0;
  const percent = (part: number): string => (part > 0 ? '100' : '  0');
  const size = (n: number): string => String(n).padStart(6);
  return `\r${percent(total)} ${size(total)} ${percent(received)} ${size(received)} ${percent(sent)} ${size(sent)} ${speed(rate)} ${speed(upload)}                              0`;
}

/** The progress meter, on stderr. */
export const meter = {
  start: ({ progressBar }: Options): string =>
    progressBar ? '' : `${HEADER}\r  0      0   0      0   0      0      0      0                              0`,
  end: ({ response, sent, times }: Transfer, { progressBar, head }: Options): string => {
    if (progressBar) return `\r${'#'.repeat(BAR)} 100.0%\n`;
    const received = head ? 0 : (response?.body.length ?? 0);
    return `${row(received, sent, received + sent, times.total).repeat(3)}\n`;
  },
};
