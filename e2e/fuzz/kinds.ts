import fc from 'fast-check';
import type { Command } from '../../src/history/history.ts';
import { processorTime } from './clock.ts';
import { commands } from './commands.ts';
import { composeCases } from './compose-lines.ts';
import { commandsOnHosts } from './host-lines.ts';
import { hostProblem, hostTexts } from './host-texts.ts';
import { fileProblem, fileTexts, storedProblem, storedTexts } from './kept.ts';
import { lessonProblem, lessonTexts } from './made-lessons.ts';
import { packetCases } from './packet-lines.ts';
import { playHistory, type Watch } from './play.ts';
import { smallest } from './shrink.ts';
import { talkProblem, talks } from './talk.ts';
import { anyLine } from './wild-lines.ts';
import { one } from './words.ts';

/** One thing to try. */
export interface Case {
  /** How many lines, files or messages it is. */
  readonly size: number;
  /** Tries it, and yields what is wrong. */
  readonly play: (watch?: Watch) => Promise<string | undefined>;
  /** It as text, so that a person can try it. */
  readonly text: () => string;
  /** The smallest like it of which something holds. */
  readonly smallest: (holds: (smaller: Case) => Promise<boolean>, most: number) => Promise<Case>;
}

/** A kind of what is tried: it makes its cases from numbers. */
export interface Kind {
  readonly unit: string;
  readonly caseOf: (seed: number) => Case;
}

const drawn = <T>(arbitrary: fc.Arbitrary<T>, seed: number): T => fc.sample(arbitrary, { seed, numRuns: 1 })[0] as T;

const history = (seed: number, list: readonly Command[]): Case => ({
  size: list.length,
  play: (watch) => playHistory({ seed, commands: list }, watch),
  text: () => [`seed ${seed}`, ...list.map(({ place, line }) => JSON.stringify(`${place}$ ${line}`))].join('\n'),
  smallest: async (holds, most) =>
    history(
      seed,
      await smallest(list, (part) => (part.length === 0 ? Promise.resolve(false) : holds(history(seed, part))), most),
    ),
});

const ofHistories = (arbitrary: fc.Arbitrary<Command[]>): Kind => ({
  unit: 'lines',
  caseOf: (seed) => history(seed % 1000, drawn(arbitrary, seed)),
});

const single = <T>(
  value: T,
  problem: (value: T) => string | undefined | Promise<string | undefined>,
  text: (value: T) => string,
  size = 1,
): Case => {
  const made: Case = {
    size,
    play: async ({ onStep, most = Infinity } = {}) => {
      onStep?.(text(value).slice(0, 2000));
      const start = processorTime();
      try {
        const wrong = await problem(value);
        return wrong ?? (processorTime() - start > most ? 'takes too long' : undefined);
      } catch (error) {
        return `throws ${error instanceof Error ? error.stack : String(error)}`;
      }
    },
    text: () => text(value),
    smallest: async () => made,
  };
  return made;
};

const textOf = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'a value that is no JSON';
  }
};

const talk = (messages: readonly unknown[]): Case => ({
  ...single(messages, talkProblem, textOf, messages.length),
  smallest: async (holds, most) => talk(await smallest(messages, (part) => holds(talk(part)), most)),
});

const lab: readonly Command[] = [
  'docker network create --subnet 10.9.0.0/24 red',
  'docker run -d --name web -p 8080:80 nginx',
  'docker run -d --name api --network red --label tier=back traefik/whoami',
  'docker run -d --name box alpine',
  'docker run -d --privileged --name c1 --network red alpine',
].map((line) => ({ place: 'host1', line }));

const wildPlace = one(
  'host1 | host1 | host1 | host1 | web | api | box | c1 | client | router | inet | nosuch | constructor | @lan',
);
const wild = fc
  .array(
    fc.record({
      place: wildPlace,
      line: fc.oneof(
        { weight: 30, arbitrary: anyLine },
        {
          weight: 1,
          arbitrary: one('add client constructor | add client | add host | add host toString | remove client | add'),
        },
      ),
    }),
    { minLength: 8, maxLength: 24 },
  )
  .map((list) => [...lab, ...list]);

export const kinds = {
  lines: ofHistories(
    fc.oneof(
      { weight: 8, arbitrary: wild },
      { weight: 1, arbitrary: commands },
      { weight: 1, arbitrary: commandsOnHosts },
    ),
  ),
  packets: ofHistories(packetCases),
  compose: ofHistories(composeCases),
  links: {
    unit: 'links and files',
    caseOf: (seed) => single(drawn(fileTexts, seed), fileProblem, (text) => JSON.stringify(text)),
  },
  lessons: {
    unit: 'lessons',
    caseOf: (seed) => single(drawn(lessonTexts, seed), lessonProblem, (text) => JSON.stringify(text)),
  },
  stored: { unit: 'records', caseOf: (seed) => single(drawn(storedTexts, seed), storedProblem, textOf) },
  snapshots: { unit: 'snapshots', caseOf: (seed) => single(drawn(hostTexts, seed), hostProblem, textOf) },
  embed: { unit: 'messages', caseOf: (seed) => talk(drawn(talks, seed)) },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;
