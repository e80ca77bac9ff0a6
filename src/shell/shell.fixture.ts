import type { Place } from '../world/world.ts';
import { createLab } from '../world/lab.ts';
import { execute } from './run.ts';
import { openSession, type Session } from './session.ts';

/** What a command line printed, and its exit code. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** Runs a line at a place as `sh -c` does. */
export type At = (place: Place, line: string) => Promise<Printed>;

export const atFor =
  (session: Session): At =>
  async (place, line) => {
    const { stdout, stderr, exit } = await execute(session, place, line, { fresh: true });
    return { stdout, stderr, exit };
  };

/** A lab for tests, after some lines on host1. */
export async function labAfter(...lines: readonly string[]): Promise<{ at: At; session: Session }> {
  const session = openSession(createLab({ seed: 1 }), { inPlace: true });
  const at = atFor(session);
  for (const line of lines) {
    const { exit, stderr } = await at('host1', line);
    if (exit !== 0) throw new Error(`${line}: ${stderr}`);
  }
  return { at, session };
}

export const printed = (stdout: string, stderr = '', exit = 0): Printed => ({ stdout, stderr, exit });
