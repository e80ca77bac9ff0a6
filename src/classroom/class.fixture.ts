import type { HeldClass } from './instructor.ts';
import { newSigningPair, signerOf } from './keys.ts';
import type { Lecture, Shown } from './lecture.ts';
import { PACE, type Pace } from './limits.ts';
import type { ClassLink } from './link.ts';
import type { Pupil } from './student.ts';

/** A class that does not take its time. */
export const HASTE: Pace = {
  step: 2,
  quiet: 5,
  state: 30,
  whole: 10,
  refresh: PACE.refresh,
  heartbeat: 60,
  silence: 400,
  report: 2,
  roll: 5,
};

export const newPupil = async (): Promise<Pupil> => ({ signing: await newSigningPair(), epoch: 0 });

export const linkOf = async ({ secret, signing }: HeldClass): Promise<ClassLink> => ({
  secret,
  instructor: (await signerOf(signing)).id,
});

export const lectureWith = (lines: readonly string[], shown: Partial<Shown> = {}): Lecture => ({
  history: { seed: 7, commands: lines.map((line) => ({ place: 'host1', line })) },
  name: '',
  positions: {},
  shown: { done: lines.length, view: {}, ...shown },
});

/** Resolves once something holds. */
export async function until(holds: () => boolean, within = 10_000): Promise<void> {
  const end = performance.now() + within;
  while (!holds()) {
    if (performance.now() > end) throw new Error('it does not come to hold');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
