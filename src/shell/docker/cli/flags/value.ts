import { ramInBytes, SizeProblem } from '../../../../engine/ram-size.ts';
import { quote } from '../template/quote.ts';
import { FlagValueError } from './flag.ts';
import type { Flag } from './flag.ts';
import { own } from '../../../../kernel/own.ts';

const refuse = (problem: string): never => {
  throw new FlagValueError(problem);
};

const booleans: Readonly<Record<string, string>> = {
  ...{ 1: 'true', t: 'true', T: 'true', true: 'true', TRUE: 'true', True: 'true' },
  ...{ 0: 'false', f: 'false', F: 'false', false: 'false', FALSE: 'false', False: 'false' },
};

const integer = /^[+-]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)$/;

function readInteger(text: string, parser: 'ParseInt' | 'ParseUint', low: number, high: number): string {
  const digits = text.replace(/^[+-]/, '').replace(/^0(?=[0-7])/, '0o');
  const signed = /^[+-]/.test(text);
  if (!integer.test(text) || (signed && parser === 'ParseUint'))
    return refuse(`strconv.${parser}: parsing ${quote(text)}: invalid syntax`);
  const size = text.startsWith('-') ? -Number(digits) : Number(digits);
  if (size < low || size > high) return refuse(`strconv.${parser}: parsing ${quote(text)}: value out of range`);
  return String(size);
}

/** A size such as 64m in octets. Throws FlagValueError. */
export function readBytes(text: string): string {
  try {
    return String(ramInBytes(text));
  } catch (error) {
    if (error instanceof SizeProblem) return refuse(error.message);
    throw error;
  }
}

function readDuration(text: string): string {
  if (/^[+-]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+)$/.test(text)) return text;
  if (/^[+-]?\d+(\.\d*)?$/.test(text)) return refuse(`time: missing unit in duration ${quote(text)}`);
  return refuse(`time: invalid duration ${quote(text)}`);
}

function readFilter(text: string): string {
  // An empty filter is none (docker/cli opts/opts.go: FilterOpt).
  if (text === '') return text;
  if (!text.includes('=')) return refuse('bad format of filter (expected name=value)');
  const at = text.indexOf('=');
  return `${text.slice(0, at).trim().toLowerCase()}=${text.slice(at + 1).trim()}`;
}

/** Reads a flag's value. Throws FlagValueError. */
export function readValue(flag: Flag, text: string): string {
  if (flag.read) return flag.read(text);
  switch (flag.type) {
    case 'bool':
      return own(booleans, text) ?? refuse(`strconv.ParseBool: parsing ${quote(text)}: invalid syntax`);
    case 'int':
      return readInteger(text, 'ParseInt', -(2 ** 63), 2 ** 63);
    case 'uint':
      return readInteger(text, 'ParseUint', 0, 2 ** 64);
    case 'uint32':
      return readInteger(text, 'ParseUint', 0, 4_294_967_295);
    case 'uint16':
      return readInteger(text, 'ParseUint', 0, 65_535);
    case 'bytes':
      return readBytes(text);
    case 'duration':
      return readDuration(text);
    case 'filter':
      return readFilter(text);
    default:
      return text;
  }
}
