import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { mermaidOf } from '../../src/formats/mermaid.ts';
import { place as placeScene } from '../../src/graph/layout/place.ts';
import { sceneOf } from '../../src/graph/scene/scene-of.ts';
import type { Command } from '../../src/history/history.ts';
import { replay } from '../../src/history/replay.ts';
import { joinTraces } from '../../src/kernel/join-traces.ts';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { typedBefore } from '../../src/shell/typed.ts';
import type { Outcome } from '../../src/shell/tool/call.ts';
import { newWork, TooMuch } from '../../src/shell/work.ts';
import { stepsOf } from '../../src/story/steps.ts';
import { switchesOf } from '../../src/story/moments.ts';
import { whenLookedAt } from '../../src/world/due.ts';
import { createLab } from '../../src/world/lab.ts';
import type { World } from '../../src/world/world.ts';
import { processorTime } from './clock.ts';
import { notPlain, textProblems, traceProblems, worldProblems, type Sound } from './checks.ts';

/** A history to be played, from a seed. */
export interface Played {
  readonly seed: number;
  readonly commands: readonly Command[];
}

/** What is told while a case is played. */
export interface Watch {
  /** Before a step begins. */
  readonly onStep?: (step: string) => void;
  /** The most milliseconds that a step may take. */
  readonly most?: number;
}

/** Everything that the page derives of a world. */
function pictureProblems(world: World): string[] {
  const looked = whenLookedAt(world);
  return (['wiring', 'netfilter', 'overview'] as const).flatMap((level) => {
    const scene = sceneOf(looked, level);
    const { boxes } = placeScene(scene, {}, level);
    return [
      ...notPlain(boxes, `boxes of ${level}`),
      ...textProblems(JSON.stringify(scene.nodes), () => JSON.stringify(world)),
    ];
  });
}

/** Everything that the page tells of a command. */
function storyProblems({ world, traces, exit, stderr, probes }: Outcome, { place, line }: Command): string[] {
  const hops = joinTraces(traces);
  const lan = switchesOf(world);
  const outcomes = traces.flatMap((trace) => trace.outcomes);
  const told = [diagnose({ world, place, line, hops, outcomes, exit, stderr, probes }), stepsOf(hops, 'story', lan)];
  return textProblems(JSON.stringify(told), () => line + JSON.stringify(world));
}

const textOf = ({ stdout, stderr, elsewhere = {} }: Outcome): string =>
  [stdout, stderr, ...Object.values(elsewhere).flatMap((other) => [other.stdout, other.stderr])].join('\n');

const thrown = (error: unknown): string => {
  const [message = '', ...stack] = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split(
    '\n',
  );
  const from = stack.find((each) => each.includes('/src/')) ?? '';
  return `throws ${message.slice(0, 200)} ${from.trim()}`;
};

/** What a line may run before it is ended: fewer commands than a person's, so that more lines are tried. */
const BOUNDS = { commands: 300 };

/** Plays a history and yields the first thing that is wrong. As in the page, a line that does too much has not been. */
export async function playHistory(
  { seed, commands }: Played,
  { onStep, most = Infinity }: Watch = {},
): Promise<string | undefined> {
  let session = openSession(createLab({ seed }));
  const played: Command[] = [];
  const sound: Sound = new WeakSet();
  const asked = commands.map(({ place, line }) => `${place}$ ${line}`).join('\n');
  const kept = seed % commands.length;
  let before: { readonly world: World; readonly text: string; readonly after: number } | undefined;
  for (const [i, command] of commands.entries()) {
    const { place, line } = command;
    if (i === kept) before = { world: session.world, text: JSON.stringify(session.world), after: played.length };
    const where = (problem: string): string => `${problem}\n  at ${place}$ ${line}`;
    onStep?.(`${place}$ ${line}`);
    const start = processorTime();
    const { world } = session;
    try {
      const typed = typedBefore(played, command);
      const outcome = await execute(session, place, line, { typed, work: newWork(BOUNDS) });
      played.push(command);
      const took = processorTime() - start;
      const [problem] = [
        ...(took > most ? [`takes ${(took / most).toFixed(1)} times as long as it may`] : []),
        ...(Number.isInteger(outcome.exit) ? [] : [`ends with ${outcome.exit}`]),
        ...textProblems(textOf(outcome), () => asked),
        ...outcome.traces.flatMap(traceProblems),
        ...worldProblems(session.world, sound),
        ...storyProblems(outcome, command),
        ...(i % 4 === 3 || i === commands.length - 1 ? pictureProblems(session.world) : []),
      ];
      if (problem !== undefined) return where(problem);
    } catch (error) {
      if (!(error instanceof TooMuch)) return where(thrown(error));
      session = openSession(world);
    }
  }
  onStep?.('the whole history again');
  try {
    mermaidOf(session.world);
    if (before && JSON.stringify(before.world) !== before.text)
      return 'a world changes after the commands that made it';
    let undone = before?.text;
    const again = await replay({ seed, commands: played }, ({ world }, index) => {
      if (before && index === before.after - 1) undone = JSON.stringify(world);
    });
    if (undone !== before?.text) return 'undone to some of its commands it is another world than those make';
    if (JSON.stringify(again) !== JSON.stringify(session.world)) return 'played again it comes to another world';
  } catch (error) {
    return thrown(error);
  }
  return undefined;
}
