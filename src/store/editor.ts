import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Place, World } from '../world/world.ts';
import type { LabState } from './lab.ts';

/** A file of a lab, which is known by the world that it begins with. */
export interface FileOf {
  readonly lab: World;
  readonly place: Place;
  /** Absolute. Undefined where the file has no name yet. */
  readonly path: string | undefined;
}

/** What was written in the editor and is not saved. */
export interface Draft extends FileOf {
  readonly text: string;
  /** What the file had when the writing began; undefined where it was not there. */
  readonly base: string | undefined;
}

/** What the editor shows. */
export interface Shown extends FileOf {
  /** Nothing may be written (`vim -R`). */
  readonly readOnly?: boolean | undefined;
}

export interface EditorState {
  readonly shown?: Shown | undefined;
  readonly drafts: readonly Draft[];
  /** The editor is to take the keyboard, until it has. */
  readonly focusWanted: boolean;
  readonly show: (file: Shown) => void;
  readonly focused: () => void;
  readonly close: () => void;
  /** Keeps what was written, in the place of what was before. */
  readonly write: (draft: Draft) => void;
  /** Lets go of what was written: it is saved, or not wanted. */
  readonly drop: (file: FileOf) => void;
}

export type EditorStore = StoreApi<EditorState>;

/** Whether two speak of the same file. */
export const isSame = (a: FileOf, b: FileOf): boolean => a.lab === b.lab && a.place === b.place && a.path === b.path;

/** What is written in a file and not saved, if anything is. */
export const draftOf = ({ drafts }: Pick<EditorState, 'drafts'>, file: FileOf): Draft | undefined =>
  drafts.find((draft) => isSame(draft, file));

/** What the editor shows of the lab that stands on the page. */
export const shownHere = (
  { shown }: Pick<EditorState, 'shown'>,
  { start }: Pick<LabState, 'start'>,
): Shown | undefined => (shown?.lab === start ? shown : undefined);

export function createEditorStore(): EditorStore {
  return createStore<EditorState>()((set) => ({
    drafts: [],
    focusWanted: false,
    show: (shown) => set({ shown, focusWanted: true }),
    focused: () => set({ focusWanted: false }),
    close: () => set({ shown: undefined, focusWanted: false }),
    write: (draft) => set(({ drafts }) => ({ drafts: [...drafts.filter((each) => !isSame(each, draft)), draft] })),
    drop: (file) => set(({ drafts }) => ({ drafts: drafts.filter((each) => !isSame(each, file)) })),
  }));
}
