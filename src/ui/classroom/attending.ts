import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Student } from '../../classroom/session.ts';
import { createFollower, type Follower, type Mode } from '../../store/following.ts';
import { lessonHere } from '../../store/lesson.ts';
import type { Stores } from '../../store/stores.ts';
import { lessonOf } from './assigned.ts';
import type { PageCommand } from '../commands/page-commands.tsx';
import { classCommands } from './class-commands.tsx';
import { classroomOf } from './classroom.ts';
import { rememberClass } from './kept.ts';
import { progressOf } from './progress.ts';
import { sealing } from './seal.ts';

export interface AttendingState {
  /** `waiting`: the instructor has not shown anything yet, and the page is as it was. */
  readonly mode: Mode | 'waiting';
  readonly name: string;
}

/** A class that is followed. */
export interface Attending extends StoreApi<AttendingState> {
  readonly kind: 'attending';
  readonly session: Student;
  readonly rename: (name: string) => void;
  readonly answer: (question: number, option: string) => void;
  /** Goes back to what the instructor shows. */
  readonly goBack: () => void;
  /** Makes the lab that is shown one's own, under a name of its own. */
  readonly copy: (name: string) => void;
  /** Leaves the class: what stood on the page before it is there again. */
  readonly leave: () => Promise<void>;
  /** What can be done in it, for the palette and by keys. */
  readonly commands: () => readonly PageCommand[];
}

interface Options {
  /** One's own, empty where none was typed. */
  readonly name: string;
  /** Lets this tab come back to the class after a reload. */
  readonly remember: (name: string) => void;
  /** Lets another window of this browser be known as this one was. */
  readonly release: (() => void) | undefined;
}

/** Follows a class from now on. */
export function attend(stores: Stores, session: Student, { name: first, remember, release }: Options): Attending {
  const store = createStore<AttendingState>()(() => ({ mode: 'waiting', name: first }));
  let follower: Promise<Follower> | undefined;
  let followed: Follower | undefined;
  let left = false;

  const begin = async (): Promise<Follower> => {
    const begun = await createFollower(stores);
    followed = begun;
    const tell = () => {
      const { mode } = begun.getState();
      store.setState({ mode });
      session.report({ following: mode === 'following' });
    };
    begun.subscribe(tell);
    tell();
    return begun;
  };
  const follow = async () => {
    if (session.getState().lecture === undefined || left) return;
    const begun = await (follower ??= begin());
    const { lecture } = session.getState();
    if (lecture !== undefined && !left) begun.follow(lecture);
  };
  const report = () => {
    const assignment = session.getState().lecture?.shown.assignment;
    const open = lessonHere(stores.lesson.getState(), stores.lab.getState());
    if (assignment === undefined || open === undefined || open.id !== lessonOf(assignment)) return;
    session.report({ progress: progressOf(open, assignment.id) });
  };
  // In a copy that was taken what is asked about stays sealed; a lab of one's own has nothing of it.
  const sealed = sealing(
    stores,
    () => session.getState().lecture?.shown.question,
    () => (store.getState().mode === 'own' ? followed?.entries() : followed && stores.lab.getState().entries) ?? [],
  );
  const ends = [
    sealed.end,
    store.subscribe(sealed.look),
    session.subscribe((now, before) => {
      if (now.lecture !== before.lecture) void follow();
      sealed.look();
      if (now.lecture?.shown.assignment !== before.lecture?.shown.assignment) report();
    }),
    stores.lesson.subscribe(report),
    stores.lab.subscribe((now, before) => {
      if (now.start !== before.start) report();
    }),
  ];
  session.report({ following: true, ...(first !== '' && { name: first }) });
  remember(first);
  void follow();

  const attending: Attending = {
    ...store,
    kind: 'attending',
    session,
    rename(name) {
      store.setState({ name });
      session.report({ name });
      remember(name);
    },
    answer: (question, option) => session.report({ answer: { question, option } }),
    goBack: () => void follower?.then((begun) => begun.goBack()),
    copy: (name) =>
      void follower?.then((begun) => {
        begun.copy();
        stores.lab.getState().rename(name);
      }),
    async leave() {
      left = true;
      for (const end of ends) end();
      rememberClass(undefined);
      classroomOf(stores).setState({ part: undefined });
      session.leave();
      release?.();
      await (await follower)?.leave();
    },
    commands: () => classCommands(stores, attending),
  };
  return attending;
}
