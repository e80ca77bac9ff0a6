import { defineCommand, type Command } from 'just-bash/browser';
import type { Running } from '../running.ts';
import { TIME, TIMED } from './script.ts';

/** What the `time` keyword calls; processor time is nearly none. */
export function stopwatch({ session }: Running): Command[] {
  const started: number[] = [];
  const done = { stdout: '', stderr: '', exitCode: 0 };
  return [
    defineCommand(TIME, async () => {
      started.push(session.world.clock.now);
      return done;
    }),
    defineCommand(TIMED, async ([status = '0']) => {
      const took = session.world.clock.now - (started.pop() ?? session.world.clock.now) + PROCESSOR;
      return {
        ...done,
        stderr: `\nreal\t${minutes(took)}\nuser\t${minutes(PROCESSOR)}\nsys\t${minutes(0)}\n`,
        exitCode: Number(status),
      };
    }),
  ];
}

/** Processor time of a command (ms), as `time` shows it. */
const PROCESSOR = 2;
const minutes = (ms: number): string => `${Math.floor(ms / 60_000)}m${((ms % 60_000) / 1000).toFixed(3)}s`;
