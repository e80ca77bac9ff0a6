import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Reason } from '../simulator/simulator.ts';
import type { Unreadable } from '../formats/document.ts';
import type { GivenFile } from '../formats/compose/open/given.ts';
import { levels, type Level } from '../formats/levels.ts';
import type { ExampleId } from '../lessons/gallery.ts';
import type { Place, World } from '../world/world.ts';
import type { Change } from './steps.ts';
import type { Selection } from './selection.ts';

/** What of a lab is examined. */
export type ExamineTab = 'findings' | 'reach' | 'exposed' | 'whatIf' | 'changed' | 'imported';

/** A dialog that stands open, with what it begins with. */
export type Dialog =
  | { readonly kind: 'container'; readonly machine?: string | undefined; readonly network?: string | undefined }
  | { readonly kind: 'network' | 'engine'; readonly machine?: string | undefined }
  | { readonly kind: 'send'; readonly from?: Place | undefined; readonly to?: Place | undefined }
  | {
      readonly kind: 'connect' | 'disconnect' | 'rename' | 'duplicate';
      readonly machine: string;
      readonly container: string;
    }
  | { readonly kind: 'composeFiles' | 'bring'; readonly files: readonly GivenFile[] }
  | {
      readonly kind: 'examine';
      readonly tab: ExamineTab;
      /** Compose files with which the lab is compared at once. */
      readonly compose?: readonly GivenFile[] | undefined;
    }
  | { readonly kind: 'amend'; readonly at: number; readonly remove: boolean }
  | { readonly kind: 'comment'; readonly at: number }
  | { readonly kind: 'glossary'; readonly term?: string | undefined }
  | {
      readonly kind:
        | 'commands'
        | 'search'
        | 'shortcuts'
        | 'gallery'
        | 'matrix'
        | 'share'
        | 'scenes'
        | 'compare'
        | 'handout'
        | 'documents'
        | 'about'
        | 'lessons'
        | 'maker'
        | 'submissions'
        | 'classQuestion'
        | 'classLesson';
    };

/** What stands around the picture, or one at a time where the window has no room for that. */
export type Panel = 'inspector' | 'terminal' | 'history' | 'events' | 'lesson' | 'editor' | 'classroom';

export { levels, type Level };

/** A short message that goes away by itself. */
export interface Notice {
  readonly id: number;
  readonly kind:
    | 'undone'
    | 'redone'
    | 'edited'
    | 'deleted'
    | 'failed'
    | 'ended'
    | 'simulatorFailed'
    | 'noLesson'
    | 'noClass'
    | 'classDamaged'
    | 'classInsecure'
    | 'imported'
    | Unreadable;
  /** The command or the file that it speaks of; empty where there is none. */
  readonly line: string;
  readonly detail?: string | undefined;
  /** Of what was brought in: how much is assumed, lacks, and was changed by hand. */
  readonly counts?: { readonly assumed: number; readonly lacks: number; readonly changes: number } | undefined;
  /** Why it was ended, where it was. */
  readonly ended?: Reason | undefined;
  /** What was undone or redone, where it was no command. */
  readonly change?: Change | undefined;
}

/** What the browser's storage does to the work; it stays until it is dismissed, or is no longer so. One of each kind. */
export interface Warning {
  readonly kind:
    /** Changes are not saved, since there is no room. */
    | 'full'
    /** They are not, since the browser does not let the page. */
    | 'blocked'
    /** They are not, since what is saved could not be opened again. */
    | 'tooLarge'
    /** Another tab has the lab. */
    | 'copy'
    /** What was open last is gone. */
    | 'forgotten'
    /** What is kept cannot be read. */
    | 'damaged'
    | 'newer'
    /** Other labs that are kept tell of hosts what is masked in this one. */
    | 'unmasked';
  /** These. */
  readonly labs?: readonly { readonly id: string; readonly name: string }[];
  /** What is kept and cannot be read, and its name. */
  readonly name?: string;
  readonly record?: unknown;
}

export interface ViewState {
  readonly selected?: Selection | undefined;
  /** The very node of the graph that was chosen, where it is only a part of what is selected (a gate of a host). */
  readonly node?: string | undefined;
  readonly dialog?: Dialog | undefined;
  readonly notice?: Notice | undefined;
  readonly warnings: readonly Warning[];
  readonly level: Level;
  /** The level was chosen: zooming leaves it as it is. */
  readonly levelHeld: boolean;
  /** Only the picture, the hop and its caption, in large type. */
  readonly presenting: boolean;
  /** Why traffic fails, and what mends it, is to be found out: only that it fails is told. */
  readonly answersHidden: boolean;
  readonly hideAnswers: (hidden: boolean) => void;
  /** Networks, by id, whose members alone are shown in full; all where it is empty. */
  readonly shown: readonly string[];
  /** Compose projects, by the ids of their nodes, whose members are shown in full beside those of `shown`. */
  readonly shownProjects: readonly string[];
  /** Compose projects, by the ids of their nodes, that are one card in the picture. */
  readonly folded: readonly string[];
  /** It is drawn which service waits for which. */
  readonly dependencies: boolean;
  /** The panel that is up where they are folded. */
  readonly sheet?: Panel | undefined;
  /** How many documents are on their way: links, files and examples take their time. */
  readonly opening: number;
  /** The example that was opened, and the world that its document begins with. */
  readonly example?: { readonly id: ExampleId; readonly start: World } | undefined;
  readonly showSheet: (sheet: Panel | undefined) => void;
  readonly opens: (by: 1 | -1) => void;
  readonly tell: (example: ViewState['example']) => void;
  readonly setLevel: (level: Level) => void;
  /** The level that zooming led to, unless one was chosen; tells whether it is taken. */
  readonly zoomTo: (level: Level) => boolean;
  /** Lets zooming change the level again. */
  readonly releaseLevel: () => void;
  readonly present: (presenting: boolean) => void;
  readonly show: (networks: readonly string[], projects?: readonly string[]) => void;
  readonly fold: (folded: readonly string[]) => void;
  readonly showDependencies: (dependencies: boolean) => void;
  /** Counts how often something selected was to be brought into the middle. */
  readonly revealed: number;
  readonly select: (selected: Selection | undefined, node?: string) => void;
  /** The node of the graph that was to be seen from near. */
  readonly near?: string | undefined;
  /** Selects a thing and brings it into the middle of the picture, or a node of it, which is seen from near. */
  readonly reveal: (selected: Selection, near?: string) => void;
  readonly open: (dialog: Dialog) => void;
  readonly closeDialog: () => void;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
  readonly dismiss: () => void;
  readonly warn: (warning: Warning) => void;
  /** Takes a warning away. */
  readonly settle: (kind: Warning['kind']) => void;
}

export type ViewStore = StoreApi<ViewState>;

export function createViewStore(): ViewStore {
  let notices = 0;
  return createStore<ViewState>()((set, get) => ({
    revealed: 0,
    level: 'wiring',
    levelHeld: false,
    presenting: false,
    answersHidden: false,
    hideAnswers: (answersHidden) => set({ answersHidden }),
    sheet: 'terminal',
    opening: 0,
    showSheet: (sheet) => set({ sheet }),
    opens: (by) => set(({ opening }) => ({ opening: opening + by })),
    tell: (example) => set({ example }),
    shown: [],
    shownProjects: [],
    folded: [],
    dependencies: false,
    fold: (folded) => set({ folded }),
    showDependencies: (dependencies) => set({ dependencies }),
    setLevel: (level) => set({ level, levelHeld: true }),
    zoomTo: (level) => {
      if (get().levelHeld) return false;
      set({ level });
      return true;
    },
    releaseLevel: () => set({ levelHeld: false }),
    present: (presenting) => set({ presenting }),
    show: (shown, shownProjects = []) => set({ shown, shownProjects }),
    select: (selected, node) => set({ selected, node: selected && node }),
    reveal: (selected, near) => {
      get().select(selected);
      set(({ revealed }) => ({ revealed: revealed + 1, near }));
    },
    open: (dialog) => set({ dialog }),
    closeDialog: () => set({ dialog: undefined }),
    notify: (notice) => set({ notice: { ...notice, id: ++notices } }),
    dismiss: () => set({ notice: undefined }),
    warnings: [],
    warn: (warning) => set(({ warnings }) => ({ warnings: [...without(warnings, warning.kind), warning] })),
    settle: (kind) => set(({ warnings }) => ({ warnings: without(warnings, kind) })),
  }));
}

const without = (warnings: readonly Warning[], kind: Warning['kind']): readonly Warning[] =>
  warnings.filter((each) => each.kind !== kind);
