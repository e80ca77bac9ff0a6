import { isBorrowed } from '../../store/borrowed.ts';
import type { LabState } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import type { Warning } from '../../store/view.ts';
import { carrier } from './carrying.ts';
import { hold } from './hold.ts';
import { currentId, identify, keptId, known, newId, remember } from './ids.ts';
import { leaveBehind, leaveNothing } from './leaving.ts';

/** How long (ms) changes that follow each other are gathered before they are written; the first is written at once. */
const QUIET = 400;

/** How long (ms) the browser may take to write before the page says that nothing is saved. */
const PATIENCE = 10_000;

/** What a document is made of. */
const parts = ['title', 'start', 'entries', 'done', 'positions', 'intents'] as const;

/** Why nothing is saved now. */
type Failure = Extract<Warning['kind'], 'full' | 'blocked' | 'tooLarge'>;

/**
 * Writes the document down whenever it has changed and is quiet again, and when the page is left. Where that fails the page
 * says so once, tries again with the next change, and asks before it is left.
 */
export function keepChanges(stores: Stores): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failure: Failure | undefined;
  let writing = false;
  let saved = -Infinity;
  /** What is to be written: of each document that changed its last state. */
  let changed: readonly LabState[] = [];

  const tell = (now: Failure | undefined) => {
    if (now === failure) return;
    const { settle, warn } = stores.view.getState();
    if (failure !== undefined) settle(failure);
    if (now !== undefined) warn({ kind: now });
    failure = now;
  };
  const save = async (state = stores.lab.getState()) => {
    clearTimeout(timer);
    timer = undefined;
    saved = performance.now();
    changed = [...changed.filter(({ start }) => start !== state.start), state];
    if (writing) return;
    writing = true;
    const slow = setTimeout(() => tell('blocked'), PATIENCE);
    for (let [next] = changed; next !== undefined; [next] = changed) {
      changed = changed.slice(1);
      tell(await write(asItIs(stores, next)).catch(failureOf));
    }
    clearTimeout(slow);
    writing = false;
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), performance.now() - saved > QUIET ? 0 : QUIET);
  };
  const leave = () => {
    if (timer === undefined && !writing) return;
    const left = carrying && recordOf(carrying, stores);
    if (left) leaveBehind(left, known.get(left.id));
    if (left) remember(left.id);
    if (timer !== undefined) void save();
  };
  stores.lab.subscribe((now, before) => {
    if (now.start !== before.start) {
      // Another document takes its place: what is not yet written of it would never be.
      if (timer !== undefined) void save(before);
      // The page opens with that one from now on, also where it is left before anything is written.
      const id = keptId(now);
      if (id !== undefined) remember(id);
    }
    if (parts.some((key) => now[key] !== before[key])) later();
  });
  stores.view.subscribe((now, before) => {
    if (
      now.levelHeld !== before.levelHeld ||
      (now.levelHeld && now.level !== before.level) ||
      now.shown !== before.shown
    )
      later();
  });
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', leave);
  addEventListener('beforeunload', (event) => {
    if (failure !== undefined) event.preventDefault();
  });
  if (stores.lab.getState().entries.length === 0) return;
  saved = performance.now(); // the page has yet to come
  later(); // it came by a link, or was run while the page opened
}

type Carrier = Awaited<ReturnType<typeof carrier>>;
/** What writes documents, once it was loaded. */
let carrying: Carrier | undefined;

/** What of the page is written down. */
type Source = Pick<Stores, 'view'> & {
  readonly lab: Pick<Stores['lab'], 'getState'>;
  /** Whether the document still stands on the page. */
  readonly isHere: () => boolean;
};

/** The page now, with a document that may be replaced while it is written. */
function asItIs({ view, lab }: Stores, state: LabState): Source {
  const now = view.getState();
  const isHere = () => lab.getState().start === state.start;
  return { lab: { getState: () => state }, view: { ...view, getState: () => now }, isHere };
}

const failureOf = (error: unknown): Failure =>
  error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'blocked';

/** Writes the document down; where another tab has changed what is kept of it, or has it open, as a copy beside that. */
async function write(stores: Source): Promise<Failure | undefined> {
  carrying ??= await carrier();
  const { isSame, readFragment, replace } = carrying;
  const state = stores.lab.getState();
  const now = recordOf(carrying, stores);
  if (!now) return undefined;
  const { id } = now;
  const before = known.get(id);
  const held = await hold(id);
  if (before !== undefined && isSame(now, before)) {
    if (stores.isHere()) remember(id);
    return undefined;
  }
  if (!readFragment(now.fragment).ok) return 'tooLarge';
  const saved = held ? await replace(now, before) : undefined;
  if (saved === undefined) {
    identify(state.start, newId());
    stores.view.getState().warn({ kind: 'copy' });
    return write(stores);
  }
  known.set(id, saved);
  if (stores.isHere()) remember(id);
  leaveNothing(id);
  return undefined;
}

/** The page as it is written down; undefined where there is nothing to keep. */
function recordOf({ documentOf, fragmentOf }: Carrier, stores: Omit<Source, 'isHere'>) {
  const state = stores.lab.getState();
  if (isBorrowed(state.start)) return undefined;
  const id = currentId(state);
  const document = documentOf(stores, true);
  const commands = document.history.commands.length;
  if (commands === 0 && document.name === '' && document.intents === undefined && !known.has(id)) return undefined;
  const ahead = state.done < commands && { done: state.done };
  return { id, name: document.name, commands, ...ahead, fragment: fragmentOf(document) };
}
