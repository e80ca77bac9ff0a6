import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Assignment, Lecture, Question, Topic } from '../../classroom/lecture.ts';
import type { Instructor } from '../../classroom/session.ts';
import { own } from '../../kernel/own.ts';
import { lectureNow } from '../../store/lecture.ts';
import type { PlaybackState } from '../../store/playback.ts';
import type { Stores } from '../../store/stores.ts';
import { trafficOf } from '../../store/traffic.ts';
import type { PageCommand } from '../commands/page-commands.tsx';
import { classCommands } from './class-commands.tsx';
import { classroomOf } from './classroom.ts';
import { keepAsked, rememberClass, type Asked } from './kept.ts';
import { numbered } from './roster.ts';
import { sealing } from './seal.ts';
import { answered, countsOf, type Asking } from './tally.ts';
import { optionsOf, revealAt } from './topic.ts';

export interface TeachingState {
  /** What is asked of the class, until it is done with. */
  readonly asking?: Asking | undefined;
  /** What is handed out. */
  readonly assignment?: Assignment | undefined;
  /** What students without a name are called by. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** A class that is driven from here. */
export interface Teaching extends StoreApi<TeachingState> {
  readonly kind: 'teaching';
  readonly session: Instructor;
  /** The broker's address; nothing where only windows of this browser can join. */
  readonly broker: string | undefined;
  /** Asks the class; what was asked before is done with. @param right the id of the right option, where there is one */
  readonly ask: (about: Topic, right?: string) => void;
  /** Takes no more answers. */
  readonly close: () => void;
  /** Shows the answer and the counts to all, and goes on to where it is seen. */
  readonly reveal: () => void;
  /** Is done with the question. */
  readonly finish: () => void;
  /** Hands a lesson out, or takes back the one that is. */
  readonly handOut: (lesson: Assignment['lesson'] | undefined) => void;
  /** Leaves the class without ending it. */
  readonly leave: () => void;
  /** Ends it for all. */
  readonly end: () => void;
  /** What can be done in it, for the palette and by keys. */
  readonly commands: () => readonly PageCommand[];
}

/** How long (ms) what changes on the page is gathered before the class is shown it. */
const GATHERED = 40;

interface Options {
  readonly broker: string | undefined;
  /** What was asked and handed out before. */
  readonly asked: Asked;
}

/** Drives a class: whatever the page shows from now on, it is shown. */
export function teach(stores: Stores, session: Instructor, { broker, asked }: Options): Teaching {
  const { lab, view, playback, editor } = stores;
  const { question, right, assignment } = asked;
  const store = createStore<TeachingState>()(() => ({
    asking: question && { question, right, answers: new Map() },
    assignment,
    numbers: new Map(),
  }));

  const show = () => {
    if (session.getState().standing === 'driving') session.show(lectureOf(stores, store.getState()));
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      show();
    }, GATHERED);
  };
  const hear = () => {
    const { students } = session.getState();
    store.setState(({ numbers, asking }) => ({
      numbers: numbered(numbers, students),
      asking: asking && answered(asking, students),
    }));
  };
  const sealed = sealing(
    stores,
    () => store.getState().asking?.question,
    () => lab.getState().entries,
  );
  const ends = [
    sealed.end,
    lab.subscribe(later),
    view.subscribe(later),
    playback.subscribe((now, before) => {
      if (isStepped(now, before)) later();
    }),
    // Who opens a file wants to see it.
    editor.subscribe((now, before) => {
      if (now.shown !== undefined && now.shown !== before.shown) classroomOf(stores).setState({ panel: false });
    }),
    store.subscribe((now, before) => {
      if (now.asking?.question === before.asking?.question && now.assignment === before.assignment) return;
      sealed.look();
      keepAsked({ question: now.asking?.question, right: now.asking?.right, assignment: now.assignment });
      show();
    }),
    session.subscribe((now, before) => {
      if (now.students !== before.students) hear();
      if (now.standing === 'driving' && before.standing === 'elsewhere') show();
      if (now.standing === 'ended') stop(); // another window has ended it
    }),
  ];
  hear();
  show();

  /** Goes on with the question that is asked. */
  const turn = (next: (asking: Asking) => Asking | undefined) =>
    store.setState(({ asking }) => ({ asking: asking && next(asking) }));
  const stop = () => {
    clearTimeout(timer);
    for (const end of ends) end();
    rememberClass(undefined);
    classroomOf(stores).setState({ part: undefined, projected: false });
  };

  const teaching: Teaching = {
    ...store,
    kind: 'teaching',
    session,
    broker,
    ask(about, right) {
      const id = lastQuestion(session, store.getState()) + 1;
      store.setState({ asking: { question: { id, about, stage: 'open' }, right, answers: new Map() } });
    },
    close: () => turn((asking) => ({ ...asking, question: { ...asking.question, stage: 'closed' } })),
    reveal() {
      const { asking } = store.getState();
      if (asking === undefined || asking.question.stage === 'told') return;
      const question = toldOf(stores, asking);
      turn((now) => ({ ...now, question }));
      if (question.about.kind === 'next') revealAt(stores, question.about);
    },
    finish: () => turn(() => undefined),
    handOut: (lesson) =>
      store.setState(({ assignment: before }) => ({
        assignment: lesson && { id: lastAssignment(session, before) + 1, lesson },
      })),
    leave() {
      stop();
      session.leave();
    },
    end() {
      stop();
      session.end();
      keepAsked({});
    },
    commands: () => classCommands(stores, teaching),
  };
  return teaching;
}

/**
 * What the class is to see: until the answer is told, nothing of what comes after the hop that is asked about. It stands before the
 * command then, where its story can be told in the lab as that was: neither tables nor logs tell.
 */
function lectureOf(stores: Stores, { asking, assignment }: TeachingState): Lecture {
  const question = asking?.question;
  const lecture = lectureNow(stores, {
    ...(question !== undefined && { question }),
    ...(assignment !== undefined && { assignment }),
  });
  if (question === undefined || question.stage === 'told' || question.about.kind !== 'next') return lecture;
  const { command, hop } = question.about;
  const { speed } = stores.playback.getState();
  const moment = { command, hop, playing: false, speed };
  const { done } = lecture.shown;
  return {
    ...lecture,
    shown: { ...lecture.shown, done: isToldBefore(stores, command) ? Math.min(done, command) : done, moment },
  };
}

/** Whether all places that a command's story leads through were there before it, of those that are there after it. */
function isToldBefore({ lab }: Stores, command: number): boolean {
  const { entries, start } = lab.getState();
  const entry = entries[command];
  if (entry === undefined) return false;
  const before = (entries[command - 1]?.outcome.world ?? start).kernel.namespaces;
  const after = entry.outcome.world.kernel.namespaces;
  return trafficOf(entry).every(
    ({ namespace }) => own(before, namespace) !== undefined || own(after, namespace) === undefined,
  );
}

/** Whether somebody who follows would notice. */
const isStepped = (now: PlaybackState, before: PlaybackState): boolean =>
  now.entry !== before.entry ||
  now.playing !== before.playing ||
  now.speed !== before.speed ||
  Math.floor(now.position) !== Math.floor(before.position);

/** A question with its right answer and its counts, as all see it in the end. */
function toldOf(stores: Stores, { question, right, answers }: Asking): Question {
  const counts = countsOf(answers, optionsOf(stores, question.about));
  const about =
    question.about.kind === 'typed' && right !== undefined
      ? { ...question.about, right: Number(right) }
      : question.about;
  return { ...question, about, stage: 'told', counts };
}

/** The numbers go on where the page was loaded anew. */
const lastQuestion = (session: Instructor, { asking }: TeachingState): number =>
  Math.max(
    asking?.question.id ?? 0,
    ...[...session.getState().students.values()].map(({ report }) => report.answer?.question ?? 0),
  );

const lastAssignment = (session: Instructor, assignment: Assignment | undefined): number =>
  Math.max(
    assignment?.id ?? 0,
    ...[...session.getState().students.values()].map(({ report }) => report.progress?.assignment ?? 0),
  );
