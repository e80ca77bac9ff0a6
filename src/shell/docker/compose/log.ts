/** What compose remarks, as its logger prints it (sirupsen/logrus). */
import { civil } from '../../../engine/calendar.ts';
import type { Call } from '../../tool/call.ts';
import { quote } from '../cli/template/quote.ts';
import type { ProgressMode } from './globals.ts';

const two = (size: number): string => String(size).padStart(2, '0');

/** Seconds since 1970 as RFC 3339 has them. */
function seconds(clock: number): string {
  const { year, month, day, hour, minute, second } = civil(clock);
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`;
}

const plain = /^[a-zA-Z0-9\-._/@^+]+$/;

/** Prints a warning to standard error. */
export function warn(call: Call, mode: ProgressMode, text: string): void {
  const time = seconds(call.world().clock.now);
  if (mode === 'json') call.err(`${JSON.stringify({ level: 'warning', msg: text, time })}\n`);
  else if (call.tty) call.err(`\u001b[33mWARN\u001b[0m[0000] ${text.padEnd(44)} \n`);
  else call.err(`time="${time}" level=warning msg=${plain.test(text) ? text : quote(text)}\n`);
}
