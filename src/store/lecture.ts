import type { Lecture, Moment, Shown } from '../classroom/lecture.ts';
import type { Positions } from '../formats/document.ts';
import type { History } from '../history/history.ts';
import { documentOf, expanded, momentNow, wholeIds } from './document.ts';
import { worldOf } from './lab.ts';
import { speeds } from './playback.ts';
import type { Entry } from './steps.ts';
import { show, type Stores } from './stores.ts';

/** What the page shows, for a class to follow, with what is asked and handed out besides. */
export function lectureNow(stores: Stores, besides: Pick<Shown, 'question' | 'assignment'> = {}): Lecture {
  const { name, view, ...document } = documentOf(stores, true);
  const { done, ...lab } = stores.lab.getState();
  const { level } = stores.view.getState();
  const moment = momentOf(stores);
  return {
    history: still(histories, lab.entries, document.history),
    name,
    positions: still(placements, lab.positions, document.positions),
    shown: { done, view: { ...view, level }, ...(moment !== undefined && { moment }), ...besides },
  };
}

/** What a lecture has of a lab's entries and positions: there is one with every hop, and who sends them asks whether these are the same. */
const histories = new WeakMap<readonly Entry[], History>();
const placements = new WeakMap<Positions, Positions>();

/** What was made of something first. */
function still<Of extends object, Made>(known: WeakMap<Of, Made>, of: Of, made: Made): Made {
  const first = known.get(of) ?? made;
  known.set(of, first);
  return first;
}

function momentOf(stores: Stores): Moment | undefined {
  const { playing, speed } = stores.playback.getState();
  const place = momentNow(stores);
  return place && { ...place, playing, speed };
}

/**
 * Makes the page show what a lecture shows. Commands that the page has run already do not run again.
 * @param of the entries that the page had from the lecture before
 * @returns its entries now; nothing where others stand there meanwhile: then nothing has changed
 */
export async function showLecture(
  stores: Stores,
  of: readonly Entry[],
  { history, name, positions, shown }: Lecture,
): Promise<readonly Entry[] | undefined> {
  const { lab, view } = stores;
  const entries = await lab.getState().become(of, {
    title: name === '' ? undefined : name,
    history,
    done: Math.min(shown.done, history.commands.length),
    placed: (world) => expanded(positions, world),
  });
  if (entries === undefined) return undefined;
  const { level = 'wiring', shown: networks = [] } = shown.view;
  if (view.getState().level !== level || !view.getState().levelHeld) view.getState().setLevel(level);
  const ids = wholeIds(networks, worldOf(lab.getState()));
  if (ids.join() !== view.getState().shown.join()) view.getState().show(ids);
  showMoment(stores, entries, shown.moment);
  return entries;
}

/** How many hops a story that plays may be apart from the one that it follows. */
const APART = 2;

function showMoment(stores: Stores, entries: readonly Entry[], moment: Moment | undefined): void {
  const entry = moment && entries[moment.command];
  if (moment === undefined || entry === undefined) return stores.playback.getState().clear();
  if (stores.playback.getState().entry !== entry.id) show(stores, entry, false);
  const { hops, position, playing, seek, pause, play, setSpeed } = stores.playback.getState();
  const at = Math.min(moment.hop, Math.max(0, hops.length - 1));
  if (!moment.playing || at >= hops.length - 1) {
    if (playing) pause();
    if (position !== at) seek(at);
    return;
  }
  setSpeed(speeds.find((speed) => speed === moment.speed) ?? 1);
  if (playing && Math.abs(position - at) <= APART) return;
  seek(at);
  play();
}
