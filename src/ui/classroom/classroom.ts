import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Stores } from '../../store/stores.ts';
import { useStores } from '../stores/stores.tsx';
import type { Attending } from './attending.ts';
import type { Teaching } from './teaching.ts';

/** What the page has of a class; never a part of the document. */
export interface ClassroomState {
  /** The class that is driven from here, or the one that is followed. */
  readonly part?: Teaching | Attending | undefined;
  /** The instructor's panel is open. */
  readonly panel: boolean;
  /** The students' address takes the whole window, to be read from the back of a room. */
  readonly projected: boolean;
}

const classrooms = new WeakMap<Stores, StoreApi<ClassroomState>>();

export function classroomOf(stores: Stores): StoreApi<ClassroomState> {
  const known = classrooms.get(stores);
  if (known !== undefined) return known;
  const classroom = createStore<ClassroomState>()(() => ({ panel: true, projected: false }));
  classrooms.set(stores, classroom);
  return classroom;
}

export const useClassroom = <T>(select: (state: ClassroomState) => T): T => useStore(classroomOf(useStores()), select);

/** Whether an address leads into a class. */
export const isClassAddress = (hash: string): boolean => hash.startsWith('#class=');

/** Where the browser keeps what leads back to a class. */
export const KEYS = { left: 'hopscope.class', held: 'hopscope.class.held' } as const;

/** What this tab was in when it was left: a class that it drives, or one that it follows. */
export const leftClass = (): string | undefined => read(() => sessionStorage, KEYS.left);

/** Whether this browser holds a class that can be gone on with. */
export const holdsClass = (): boolean => read(() => localStorage, KEYS.held) !== undefined;

function read(storage: () => Storage, key: string): string | undefined {
  try {
    return storage().getItem(key) ?? undefined;
  } catch {
    return undefined; // storage is blocked
  }
}

/** What begins classes: loaded with the first. */
const parts = () => import('./entering.ts');

/** Begins a class. */
export const startClass = async (stores: Stores): Promise<void> => (await parts()).start(stores);

/** Goes on with the class that was left last. */
export const goOnWithClass = async (stores: Stores): Promise<void> => (await parts()).goOn(stores);

/** Joins the class of an address; where that leads to none a notice says so, and nothing changes. */
export const joinClass = async (stores: Stores, hash: string): Promise<void> => (await parts()).join(stores, hash);

/** After the page opened: goes on with the class that this tab was in. */
export async function resumeClass(stores: Stores): Promise<void> {
  if (leftClass() !== undefined) await (await parts()).resume(stores);
}
