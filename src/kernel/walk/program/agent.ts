import { NEXT_CALL, REACTION } from '../timing.ts';
import { after, type Walk } from '../walk.ts';

/** A program's thread of control: it acts a moment after what it waits for, and takes time from one system call to the next. */
export interface Agent {
  /** When (µs) it is done with what it does now. */
  ready: number;
}

export const newAgent = (): Agent => ({ ready: 0 });

/** Wakes a program. */
export function wake(walk: Walk, agent: Agent, run: () => void): void {
  const time = Math.max(walk.now + REACTION, agent.ready);
  agent.ready = time;
  after(walk, time - walk.now, run);
}

/** Does a system call of a program that is awake, after those it made before. */
export function call(walk: Walk, agent: Agent, run: () => void): void {
  const time = Math.max(walk.now, agent.ready);
  agent.ready = time + NEXT_CALL;
  if (time === walk.now) run();
  else after(walk, time - walk.now, run);
}
