import { invalid } from '../errors.ts';

/** Linux' signals by number (moby/sys/signal: SignalMap). */
const NAMES: Readonly<Record<number, string>> = {
  1: 'HUP',
  2: 'INT',
  3: 'QUIT',
  4: 'ILL',
  5: 'TRAP',
  6: 'ABRT',
  7: 'BUS',
  8: 'FPE',
  9: 'KILL',
  10: 'USR1',
  11: 'SEGV',
  12: 'USR2',
  13: 'PIPE',
  14: 'ALRM',
  15: 'TERM',
  16: 'STKFLT',
  17: 'CHLD',
  18: 'CONT',
  19: 'STOP',
  20: 'TSTP',
  21: 'TTIN',
  22: 'TTOU',
  23: 'URG',
  24: 'XCPU',
  25: 'XFSZ',
  26: 'VTALRM',
  27: 'PROF',
  28: 'WINCH',
  29: 'IO',
  30: 'PWR',
  31: 'SYS',
};
const OTHER_NAMES: Readonly<Record<string, number>> = { CLD: 17, IOT: 6, POLL: 29 };
const FIRST_REAL_TIME = 34;
const LAST_REAL_TIME = 64;

export interface Signal {
  /** Without SIG. */
  name: string;
  number: number;
}

/** Reads the name or number of a signal that Linux has. Throws where it has none such. */
export function parseSignal(text: string): Signal {
  const signal = readSignal(text);
  if (/^\d+$/.test(signal.name)) throw invalid(`the linux daemon does not support signal ${signal.number}`);
  return signal;
}

/** Reads a signal's name, or any number but 0: one that is no signal's is its own name. Throws at other names. */
export function readSignal(text: string): Signal {
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    if (number === 0) throw invalid(`invalid signal: ${text}`);
    const name = NAMES[number];
    if (name !== undefined) return { name, number };
    if (number >= FIRST_REAL_TIME && number <= LAST_REAL_TIME)
      return { name: `RTMIN+${number - FIRST_REAL_TIME}`, number };
    return { name: String(number), number };
  }
  const name = text.toUpperCase().replace(/^SIG/, '');
  const known = Object.keys(NAMES).find((number) => NAMES[Number(number)] === name);
  const number =
    known === undefined ? (Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : realTime(name)) : Number(known);
  if (number === undefined) throw invalid(`invalid signal: ${text}`);
  return { name: NAMES[number] ?? name, number };
}

function realTime(name: string): number | undefined {
  const [, end, sign, offset = '0'] = /^RT(MIN|MAX)(?:([+-])(\d+))?$/.exec(name) ?? [];
  if (end === undefined) return undefined;
  const number = (end === 'MIN' ? FIRST_REAL_TIME : LAST_REAL_TIME) + (sign === '-' ? -1 : 1) * Number(offset);
  return number >= FIRST_REAL_TIME && number <= LAST_REAL_TIME ? number : undefined;
}

/** Signals that end a process which does not handle them; the others are ignored, stop it, or let it go on. */
export const endsByDefault = ({ name, number }: Signal): boolean =>
  number <= LAST_REAL_TIME && !['CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'WINCH'].includes(name);
