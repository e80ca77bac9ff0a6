/** Why a configuration cannot be used, in nginx's words, with the file and line. */
export class ConfigError extends Error {
  readonly level: 'emerg' | 'crit';
  constructor(message: string, level: 'emerg' | 'crit' = 'emerg') {
    super(message);
    this.level = level;
  }
}

/** Where a directive stands. */
export interface Spot {
  readonly file: string;
  readonly line: number;
}

/** Ends the reading of a configuration with a complaint about a directive. */
export const wrongAt = (message: string, { file, line }: Spot): ConfigError =>
  new ConfigError(`${message} in ${file}:${line}`);
