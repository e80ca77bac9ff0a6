/** What a log driver is told (moby daemon/logger: ValidateLogOpts). */
import { SizeProblem, ramInBytes } from '../ram-size.ts';
import { internal } from '../errors.ts';
import type { HostConfig } from './container.ts';

/** A container's log, as the API has it. */
export interface LogConfig {
  readonly Type?: string;
  readonly Config?: Readonly<Record<string, string>> | null;
}

/** What each driver takes, besides what all do; others' options are not looked at. */
const COMMON = ['labels', 'labels-regex', 'env', 'env-regex', 'tag'];
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'json-file': ['max-file', 'max-size', 'compress', ...COMMON],
  local: ['max-file', 'max-size', 'compress'],
  journald: COMMON,
};
const BUILT_IN = ['mode', 'max-buffer-size', 'cache-disabled', 'cache-max-file', 'cache-max-size', 'cache-compress'];

/** Throws where a driver cannot be told so. */
export function checkLogOptions(driver: string, options: Readonly<Record<string, string>>): void {
  if (driver === 'none') return;
  checkMode(options);
  const name = driver === '' ? 'json-file' : driver;
  const known = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
  const unknown = Object.keys(options).find(
    (option) => !BUILT_IN.includes(option) && known?.includes(option) === false,
  );
  if (unknown !== undefined)
    throw internal(`unknown log opt '${unknown}' for ${name === 'local' ? 'log driver local' : `${name} log driver`}`);
}

function checkMode({ mode = '', 'max-buffer-size': size }: Readonly<Record<string, string>>): void {
  if (!['', 'blocking', 'non-blocking'].includes(mode)) throw internal(`logger: logging mode not supported: ${mode}`);
  if (size === undefined) return;
  if (mode !== 'non-blocking')
    throw internal("logger: max-buffer-size option is only supported with 'mode=non-blocking'");
  try {
    ramInBytes(size);
  } catch (error) {
    if (error instanceof SizeProblem) throw internal(`error parsing option max-buffer-size: ${error.message}`);
    throw error;
  }
}

/** Why a driver that keeps files cannot begin (moby daemon/logger/jsonfilelog: New). */
export function logProblem({ LogConfig }: HostConfig): string | undefined {
  const { Type = 'json-file', Config } = (LogConfig as LogConfig | undefined) ?? {};
  if (Type !== 'json-file' && Type !== '') return undefined;
  const { 'max-size': size, 'max-file': files = '1', compress } = Config ?? {};
  if (size !== undefined) {
    try {
      if (ramInBytes(size) <= 0) return 'max-size must be a positive number';
    } catch (error) {
      if (error instanceof SizeProblem) return error.message;
      throw error;
    }
  }
  if (!/^[+-]?\d+$/.test(files)) return `strconv.Atoi: parsing ${JSON.stringify(files)}: invalid syntax`;
  if (Number(files) < 1) return 'max-file cannot be less than 1';
  if (compress === undefined) return undefined;
  if (!/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(compress))
    return `strconv.ParseBool: parsing ${JSON.stringify(compress)}: invalid syntax`;
  return /^[1tT]/.test(compress) && (Number(files) === 1 || size === undefined)
    ? 'compress cannot be true when max-file is less than 2 or max-size is not set'
    : undefined;
}
