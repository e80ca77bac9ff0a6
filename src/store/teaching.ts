import { beginsWith, type Command } from '../history/history.ts';
import { momentsOf, switchesOf } from '../story/moments.ts';
import { toldAt, trafficOf } from './traffic.ts';
import type { Goal } from '../teaching/goal.ts';
import { isSought, type Thing } from '../teaching/find.ts';
import { rosterOf } from '../teaching/judge/roster.ts';
import type { Lesson, StepOf } from '../teaching/lesson.ts';
import { own } from '../kernel/own.ts';
import { placeOf } from '../world/spots.ts';
import type { World } from '../world/world.ts';
import { worldOf } from './lab.ts';
import { latest } from './latest.ts';
import { lessonHere, stateOf, stepAt, type OpenLesson, type StepState } from './lesson.ts';
import type { Selection } from './selection.ts';
import type { Entry } from './steps.ts';
import { goTo, runCommand, showTraffic, type Stores } from './stores.ts';
import type { Simulator } from '../simulator/simulator.ts';

/** The lesson whose lab stands on the page. */
export const here = ({ lesson, lab }: Stores): OpenLesson | undefined => lessonHere(lesson.getState(), lab.getState());

/** Keeps a lesson going: judges and asks whenever the lab or the step changes, and sees where the story and the pointer are. */
export function follow(stores: Stores): void {
  const { lab, lesson, playback, view } = stores;
  const looks = latest(() => look(stores));
  lab.subscribe((now, before) => {
    const changed = now.entries !== before.entries || now.done !== before.done || now.start !== before.start;
    if (now.waiting.length === 0 && (changed || before.waiting.length > 0)) looks();
  });
  lesson.subscribe(({ open }, { open: before }) => {
    if (open?.id !== before?.id || open?.step !== before?.step || open?.labs !== before?.labs) looks();
  });
  playback.subscribe(() => seeStory(stores));
  view.subscribe((now, before) => {
    if (now.selected !== undefined && now.selected !== before.selected) point(stores, now.selected, now.node);
  });
  looks();
}

/** Asks the simulator what the step that one is at needs to know of the lab. */
async function look(stores: Stores): Promise<void> {
  const open = here(stores);
  if (open === undefined) return;
  const { simulator, lab, lesson } = stores;
  const world = worldOf(lab.getState());
  const { step: at } = open;
  const step = stepAt(open);
  const state = stateOf(open, at);
  const isNow = () => here(stores)?.step === at && worldOf(lab.getState()) === world;
  const note = (next: Partial<StepState>) => isNow() && lesson.getState().note(open.id, at, next);
  await judgeGoals(stores, open, world);
  if (step?.kind === 'do') {
    const { verdicts = [] } = stateOf(here(stores) ?? open, at);
    const failing = step.goals[verdicts.findIndex(({ held }) => !held)];
    const diagnosis = failing && (await simulator.ask('explain', world, failing).catch(() => undefined));
    note({ diagnosis: diagnosis ?? (state.diagnosis && 'none') });
  }
  if (step?.kind === 'predict' && state.chosen === undefined) {
    const posed = await simulator.ask('pose', world, step.question).catch(() => undefined);
    note({ posed: posed ?? 'none' });
  }
  if (step?.kind === 'find' && state.found !== true) {
    const sought = await simulator.ask('seek', world, step.find).catch(() => undefined);
    note({ sought: sought ?? 'none' });
    const { pointed } = stateOf(here(stores) ?? open, at);
    if (pointed && isNow()) point(stores, pointed.selected, pointed.node);
  }
}

/** Judges the goals of the step that one is at and of those before it. */
async function judgeGoals({ simulator, lab, lesson }: Stores, open: OpenLesson, world: World): Promise<void> {
  const { start } = lab.getState();
  const roster = open.labs.find((each) => each.start === start)?.roster ?? {};
  const asked = open.lesson.steps.slice(0, open.step + 1).map((step) => (step.kind === 'do' ? step.goals : []));
  const goals: readonly Goal[] = asked.flat();
  if (goals.length === 0) return;
  const verdicts = await simulator.ask('judge', world, roster, goals);
  if (worldOf(lab.getState()) !== world) return;
  let from = 0;
  for (const [at, { length }] of asked.entries()) {
    if (length === 0) continue;
    const those = verdicts.slice(from, from + length);
    from += length;
    const before = lesson.getState().open;
    const held = (before && stateOf(before, at).held) ?? [];
    lesson.getState().note(open.id, at, {
      verdicts: those,
      held: those.map((verdict, i) => verdict.held || held[i] === true),
    });
  }
}

/** A question whose story plays to where the answer is seen. */
let awaited:
  | { readonly lesson: string; readonly step: number; readonly entry: number; readonly hop: number }
  | undefined;

function seeStory({ playback, lesson }: Stores): void {
  if (awaited === undefined) return;
  const { entry, position } = playback.getState();
  if (entry === awaited.entry && position < awaited.hop) return;
  const { lesson: id, step } = awaited;
  awaited = undefined;
  lesson.getState().note(id, step, { told: true });
}

/** Chooses an answer: what was asked about happens, and its story plays to where the answer is seen. */
export async function answer(stores: Stores, chosen: string): Promise<void> {
  const open = here(stores);
  const step = open && stepAt(open);
  if (open === undefined || step?.kind !== 'predict') return;
  const { posed, chosen: before } = stateOf(open, open.step);
  if (posed === undefined || posed === 'none' || before !== undefined) return;
  const { note, record } = stores.lesson.getState();
  note(open.id, open.step, { chosen });
  const isRight = chosen === posed.right;
  if (open.review === undefined)
    record(open.id, ({ right, wrong }) => (isRight ? { right: right + 1 } : { wrong: wrong + 1 }));
  const entry = await played(stores, step);
  const hop = entry && posed.hop !== undefined && trafficOf(entry).length > 0 ? toldAt(entry, posed.hop) : undefined;
  if (entry === undefined || hop === undefined) {
    note(open.id, open.step, { told: true });
    return;
  }
  awaited = { lesson: open.id, step: open.step, entry: entry.id, hop };
  stores.playback.getState().playTo(hop);
}

/** The answer is seen at once: the story goes to its moment. */
export function tellNow(stores: Stores): void {
  if (awaited === undefined) return;
  const { pause, seek } = stores.playback.getState();
  pause();
  seek(awaited.hop);
}

/** Runs a question's commands, in the lab or on a copy, and yields the last one with its traffic loaded. */
async function played(stores: Stores, { question }: StepOf<'predict'>): Promise<Entry | undefined> {
  const { commands, aside } = question;
  if (aside !== true) return runAll(stores, commands, false);
  let last: Entry | undefined;
  let at = 0;
  for await (const outcome of stores.simulator.play(worldOf(stores.lab.getState()), commands)) {
    const command = commands[at++];
    if (command !== undefined) last = { id: 0, ...command, outcome };
  }
  if (last !== undefined) showTraffic(stores, last, false);
  return last;
}

/** Runs commands one after the other, and yields the last of them; the others' traffic does not play. */
async function runAll(stores: Stores, commands: readonly Command[], autoplay: boolean): Promise<Entry | undefined> {
  let last: Entry | undefined;
  for (const [at, { place, line }] of commands.entries())
    last = await runCommand(stores, place, line, autoplay && at === commands.length - 1);
  return last;
}

/** Sends what is to be watched, and plays it to its moment. */
export async function watch(stores: Stores): Promise<void> {
  const open = here(stores);
  const step = open && stepAt(open);
  if (open === undefined || step?.kind !== 'watch') return;
  const { commands, until } = step;
  const entry = await runAll(stores, commands, until === undefined);
  stores.lesson.getState().note(open.id, open.step, { ran: true });
  if (entry === undefined || until === undefined) return;
  const hops = trafficOf(entry);
  const moment = momentsOf(hops, switchesOf(entry.outcome.world)).find(({ kind }) => kind === until);
  stores.playback.getState().playTo(moment?.hop ?? hops.length - 1);
}

/** Takes what was typed for what is to be found. */
export function guess(stores: Stores, text: string): void {
  const open = here(stores);
  const { lesson } = stores;
  const sought = open && stateOf(open, open.step).sought;
  if (open === undefined || sought === undefined || sought === 'none') return;
  const found = isSought(sought, text);
  lesson.getState().note(open.id, open.step, { found, guessed: found ? undefined : text });
}

function point(stores: Stores, selected: Selection, node: string | undefined): void {
  const open = here(stores);
  const { lesson, lab } = stores;
  if (open === undefined || stepAt(open)?.kind !== 'find') return;
  const { sought, found } = stateOf(open, open.step);
  if (sought === undefined) lesson.getState().note(open.id, open.step, { pointed: { selected, node } });
  if (sought === undefined || sought === 'none' || sought.thing === undefined || found === true) return;
  if (isThing(worldOf(lab.getState()), sought.thing, selected, node))
    lesson.getState().note(open.id, open.step, { found: true, guessed: undefined });
}

/** Whether what is selected is a thing. A device is pointed at by its node, a host's end of a cable by the cable. */
function isThing({ machines, kernel }: World, thing: Thing, selected: Selection, node = ''): boolean {
  const machine = own(machines, selected.machine);
  if (thing.kind === 'device') {
    const [, container, index = ''] = node.split('/');
    if (selected.kind === 'machine')
      return thing.namespace === machine?.namespace && node === `${selected.machine}/device/${thing.index}`;
    const namespace = machine?.engine?.containers[container ?? '']?.sandbox?.namespace;
    const link = kernel.namespaces[namespace ?? '']?.links[Number(index)];
    return link?.kind === 'veth' && link.peer.namespace === thing.namespace && link.peer.index === thing.index;
  }
  switch (selected.kind) {
    case 'machine':
      return thing.kind === 'place' && thing.place === selected.machine;
    case 'container': {
      const container = machine?.engine?.containers[selected.id];
      return container !== undefined && thing.kind === 'place' && thing.place === placeOf(selected.machine, container);
    }
    case 'network':
      return (
        thing.kind === 'network' &&
        thing.machine === selected.machine &&
        machine?.engine?.networks[selected.id]?.name === thing.name
      );
    case 'project':
      return false;
  }
}

/** Goes on to the next step, where this one is done or that one was reached before. */
export function next(stores: Stores): void {
  const open = here(stores);
  const { lesson } = stores;
  if (open === undefined || !mayGoOn(open)) return;
  const step = open.step + 1;
  lesson.getState().goTo(step);
  const ended = step === open.lesson.steps.length && open.reached < step;
  lesson.getState().record(open.id, ({ reached, finished }) => ({
    step,
    reached: Math.max(reached, step),
    finished: finished + (ended ? 1 : 0),
  }));
}

/** Whether a step is done, so that the next one may come. */
export function isDone(open: OpenLesson, at: number): boolean {
  const state = stateOf(open, at);
  switch (open.lesson.steps[at]?.kind) {
    case 'predict':
      return state.told === true || state.posed === 'none';
    case 'find':
      return state.found === true || state.sought === 'none';
    case 'do':
      return state.verdicts !== undefined && state.verdicts.every(({ held }) => held);
    case 'read':
    case 'watch':
      return true;
    case undefined:
      return false;
  }
}

export const mayGoOn = (open: OpenLesson): boolean =>
  open.step < open.lesson.steps.length && (open.step < open.reached || isDone(open, open.step));

export function back(stores: Stores): void {
  const open = here(stores);
  const { lesson } = stores;
  if (open === undefined || open.step === 0) return;
  lesson.getState().goTo(open.step - 1);
  lesson.getState().record(open.id, () => ({ step: open.step - 1 }));
}

/** Takes the next hint of the step that one is at. */
export function takeHint(stores: Stores): void {
  const open = here(stores);
  const { lesson } = stores;
  if (open === undefined) return;
  lesson.getState().note(open.id, open.step, { hints: stateOf(open, open.step).hints + 1 });
  lesson.getState().record(open.id, ({ hints }) => ({ hints: hints + 1 }));
}

/** Plays the first solution from the lesson's beginning to where the goals of this step hold. Undo takes it back, command by command. */
export async function showMe(stores: Stores): Promise<void> {
  const open = here(stores);
  if (open === undefined) return;
  const { lab, simulator, lesson } = stores;
  const { entries, seed } = lab.getState();
  const { start } = open.lesson;
  const commands = await commandsTo(simulator, open.lesson, open.step + 1, seed);
  lesson.getState().record(open.id, ({ shown }) => ({ shown: shown + 1 }));
  const isStart = beginsWith(entries, start);
  goTo(stores, isStart ? start.length : 0);
  await runAll(stores, isStart ? commands : [...start, ...commands], true);
}

/**
 * The commands that lead from a lesson's beginning to one of its steps: the first solution's as far as the goals before it
 * need them, and what questions and traffic to be watched have run by then.
 */
export async function commandsTo(
  simulator: Pick<Simulator, 'createLab' | 'play' | 'ask'>,
  { start, steps, solutions }: Lesson,
  step: number,
  seed: number,
): Promise<readonly Command[]> {
  let world = await worldAfter(simulator, await simulator.createLab(seed), start);
  const roster = rosterOf(world);
  const left = [...(solutions[0]?.commands ?? [])];
  const commands: Command[] = [];
  const run = async (those: readonly Command[]) => {
    commands.push(...those);
    world = await worldAfter(simulator, world, those);
  };
  for (const each of steps.slice(0, step)) {
    if (each.kind === 'watch') await run(each.commands);
    if (each.kind === 'predict' && each.question.aside !== true) await run(each.question.commands);
    if (each.kind !== 'do') continue;
    while (left.length > 0) {
      const verdicts = await simulator.ask('judge', world, roster, each.goals);
      if (verdicts.every(({ held }) => held)) break;
      await run(left.splice(0, 1));
    }
  }
  return commands;
}

async function worldAfter(
  { play }: Pick<Simulator, 'play'>,
  world: World,
  commands: readonly Command[],
): Promise<World> {
  let now = world;
  for await (const outcome of play(world, commands)) now = outcome.world;
  return now;
}
