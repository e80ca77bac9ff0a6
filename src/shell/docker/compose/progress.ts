/** Tells of what is being done, as compose does (pkg/progress). */
import type { Call } from '../../tool/call.ts';
import type { Globals } from './globals.ts';
import { terminalBlock } from './progress-block.ts';

/** How far something is. */
export type Stage = 'working' | 'done' | 'warning' | 'error';

export interface Progress {
  readonly event: (id: string, stage: Stage, status: string, text?: string) => void;
  /** Says something below the events once all are over. */
  readonly tail: (text: string) => void;
  /** Ends a run of events: what comes after belongs to another. `title` stands above them on a terminal. */
  readonly finish: (title?: string) => void;
}

/** The same, of which nothing is told. */
export const silently = <T extends { readonly progress: Progress }>(asking: T): T => ({ ...asking, progress: SILENT });

const SILENT: Progress = { event: () => undefined, tail: () => undefined, finish: () => undefined };
const DRY_RUN = ' DRY-RUN MODE - ';

/** Writes to standard error in the way that the flags ask for. */
export function progressTo(call: Call, { mode, dryRun }: Pick<Globals, 'mode' | 'dryRun'>): Progress {
  switch (mode) {
    case 'quiet':
      return SILENT;
    case 'json':
      return jsonProgress(call, dryRun);
    case 'tty':
      return terminalBlock(call, dryRun ? DRY_RUN : '');
    case 'plain':
      return plainProgress(call, dryRun ? DRY_RUN : '');
  }
}

const plainProgress = (call: Call, prefix: string): Progress => ({
  event: (id, _, status, text = '') => call.err(`${prefix} ${id} ${text} ${status}\n`),
  tail: (text) => call.err(`${prefix}${text}\n`),
  finish: () => undefined,
});

function jsonProgress(call: Call, dryRun: boolean): Progress {
  const write = (fields: Readonly<Record<string, string | true | undefined>>): void =>
    call.err(`${JSON.stringify({ ...(dryRun && { 'dry-run': true }), ...fields })}\n`);
  return {
    event: (id, _, status, text) => write({ id, ...(text && { text }), ...(status && { status }) }),
    tail: (text) => write({ tail: true, ...(text && { text }) }),
    finish: () => undefined,
  };
}
