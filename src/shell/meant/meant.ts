/** What a person likely meant by a line that failed: found by completion's knowledge of what may stand where, and tried on a copy. */
import { own } from '../../kernel/own.ts';
import { machinesOf } from '../../world/spots.ts';
import { LAN, type Place, type World } from '../../world/world.ts';
import { completeLoading } from '../completion/completion.ts';
import { run } from '../run.ts';
import type { Outcome } from '../tool/call.ts';
import { newWork, TooMuch } from '../work.ts';
import { quoted } from '../words.ts';
import { withoutRegistry } from './missing-image.ts';
import { endedAtOnce } from './ended.ts';
import { near } from './spelling.ts';

/** Commands that do what a failed line was meant to. */
export interface Meaning {
  /**
   * A word was misspelt; a container that was named does not run; what was named is at another host;
   * an image cannot be fetched, and another is like it, or one can stand in for it; a container ended at once, its shell having
   * nothing to read, its work being done, or by a failure.
   */
  readonly why: 'misspelt' | 'stopped' | 'elsewhere' | 'like' | 'standIn' | 'shellEnded' | 'jobEnded' | 'failedAtOnce';
  readonly place: Place;
  readonly line: string;
}

/** Longer lines, and words beyond these, are not looked at. */
const LONGEST_LINE = 2000;
const MOST_WORDS = 40;
/** How many words of a line may be misspelt, and how many candidates are tried for one. */
const MOST_SLIPS = 3;
const MOST_TRIALS = 3;
/** What a trial may cost: it is only a guess. */
const BOUNDS = { hops: 5_000, commands: 200, output: 100_000 } as const;

/** How long after a line one looks what has become of it. */
const MOMENT = 'sleep 1';

interface Word {
  readonly from: number;
  readonly text: string;
}

/** The words of a line that stand as they are: what is quoted, or an expansion, was meant so. */
const wordsOf = (line: string): readonly Word[] =>
  [...line.matchAll(/[^\s|;&()<>]+/g)]
    .map(({ 0: text, index: from }) => ({ from, text }))
    .filter(({ text }) => !/["'`$\\*?]/.test(text))
    .slice(0, MOST_WORDS);

/**
 * What was likely meant by a line that failed at a place of a world, which is the one before the line; or whose container
 * ended at once. Empty where nothing is near, or where it would fail as well.
 */
export async function meant(world: World, place: Place, line: string): Promise<readonly Meaning[]> {
  if (line.length > LONGEST_LINE || line.includes('\n') || place === LAN) return [];
  const failed = await tried(world, place, line);
  if (failed === undefined) return [];
  const ended = await endedAtOnce(world, place, line, () => tried(failed.world, place, MOMENT));
  if (failed.exit === 0 || ended.length > 0) return ended;
  const spelt = await respelt(world, place, line, failed);
  if (spelt !== undefined) return [{ why: 'misspelt', place, line: spelt }];
  const words = wordsOf(line).map(({ text }) => text);
  const others = withoutRegistry(world, place, { line, words, stderr: failed.stderr });
  if (others.length > 0) return await succeeding(world, others);
  return [...(await afterStart(world, place, line)), ...(await elsewhere(world, place, line))];
}

/** Those of some commands that do not fail. */
async function succeeding(world: World, meanings: readonly Meaning[]): Promise<readonly Meaning[]> {
  const tries = await Promise.all(meanings.map(({ place, line }) => tried(world, place, line)));
  return meanings.filter((_, i) => tries[i]?.exit === 0);
}

/** What a line comes to on a copy; undefined where it does too much for a guess. */
async function tried(world: World, place: Place, line: string): Promise<Outcome | undefined> {
  try {
    return await run(world, place, line, { fresh: true, outcomesOnly: true, work: newWork(BOUNDS) });
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
}

/** The line with its misspelt words as they were meant, each of which brings it further; undefined where it gets nowhere. */
async function respelt(world: World, place: Place, line: string, failed: Outcome): Promise<string | undefined> {
  let better: { readonly line: string; readonly outcome: Outcome } = { line, outcome: failed };
  for (let slips = 0; slips < MOST_SLIPS && better.outcome.exit !== 0; slips += 1) {
    const next = await oneBetter(world, place, better.line, better.outcome);
    if (next === undefined) break;
    better = next;
  }
  return better.line === line ? undefined : better.line;
}

/** The line with one word respelt, so that it succeeds, or fails of something else. */
async function oneBetter(world: World, place: Place, line: string, failed: Outcome) {
  for (const { from, text } of wordsOf(line))
    for (const candidate of (await candidatesFor(world, place, line, from, text)).slice(0, MOST_TRIALS)) {
      const respelt = line.slice(0, from) + candidate + line.slice(from + text.length);
      const outcome = await tried(world, place, respelt);
      if (outcome !== undefined && (outcome.exit === 0 || outcome.stderr !== failed.stderr.replaceAll(text, candidate)))
        if (outcome.exit === 0 || from === 0 || isNearer(failed, outcome)) return { line: respelt, outcome };
    }
  return undefined;
}

/** Whether a failure is another one: of a later word, as the first is no command's any more. */
const isNearer = (before: Outcome, after: Outcome): boolean => after.stderr !== before.stderr && after.exit !== 127;

/** What may stand in a word's place and is near to it; none where the word may stand there itself. */
async function candidatesFor(
  world: World,
  place: Place,
  line: string,
  from: number,
  text: string,
): Promise<readonly string[]> {
  const assigned = /^(--[\w-]+)=(.*)$/.exec(text);
  if (assigned !== null) {
    const [, option = '', value = ''] = assigned;
    const options = await candidatesAt(world, place, line.slice(0, from), '-');
    if (!options.includes(option)) return near(option, options).map((name) => `${name}=${value}`);
    const values = await candidatesAt(world, place, line.slice(0, from), `${option}=`);
    return values.includes(text)
      ? []
      : near(
          value,
          values.map((each) => each.slice(option.length + 1)),
        ).map((each) => `${option}=${each}`);
  }
  const candidates = await candidatesAt(world, place, line.slice(0, from), text.startsWith('-') ? '-' : '');
  return candidates.includes(text) ? [] : near(text, candidates);
}

const candidatesAt = async (world: World, place: Place, before: string, begun: string): Promise<readonly string[]> =>
  (await completeLoading(world, place, before + begun)).candidates;

/** Where the line names a container that does not run: to start it first. */
async function afterStart(world: World, place: Place, line: string): Promise<readonly Meaning[]> {
  const { containers = {} } = own(world.machines, place)?.engine ?? {};
  const named = new Set(wordsOf(line).map(({ text }) => text));
  for (const { name, state } of Object.values(containers)) {
    if (state.status === 'running' || !named.has(name)) continue;
    const started = `docker start ${quoted(name)} && ${line}`;
    if ((await tried(world, place, started))?.exit === 0) return [{ why: 'stopped', place, line: started }];
  }
  return [];
}

/** Where the line names what only another host's engine has: the same line there. */
async function elsewhere(world: World, place: Place, line: string): Promise<readonly Meaning[]> {
  if (own(world.machines, place)?.engine === undefined || !/^\s*docker\s/.test(line)) return [];
  const words = new Set(wordsOf(line).map(({ text }) => text));
  for (const { name: host, engine } of machinesOf(world)) {
    if (host === place || engine === undefined) continue;
    const names = [...Object.keys(engine.names), ...Object.keys(engine.networkNames)];
    const isThere = names.some((name) => words.has(name) && !isKnown(world, place, name));
    if (isThere && (await tried(world, host, line))?.exit === 0) return [{ why: 'elsewhere', place: host, line }];
  }
  return [];
}

function isKnown(world: World, place: Place, name: string): boolean {
  const { engine } = own(world.machines, place) ?? {};
  return own(engine?.names, name) !== undefined || own(engine?.networkNames, name) !== undefined;
}
