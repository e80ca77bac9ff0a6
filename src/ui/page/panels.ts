import { shownHere } from '../../store/editor.ts';
import { lessonHere } from '../../store/lesson.ts';
import type { SettingsState } from '../../store/settings.ts';
import type { Stores } from '../../store/stores.ts';
import type { Panel } from '../../store/view.ts';
import { classroomOf, useClassroom, type ClassroomState } from '../classroom/classroom.ts';
import { useLessonHere, usePlayback, useSettings, useShownFile, useStores, useView } from '../stores/stores.tsx';
import { roomNow, useRoom, type Room } from './media.ts';

const flags = {
  inspector: 'inspectorOpen',
  terminal: 'terminalOpen',
  history: 'historyOpen',
  events: 'eventsOpen',
} as const;
type Kept = keyof typeof flags;

/** What decides which panels are seen. */
export interface Panels {
  readonly room: Room;
  readonly settings: Pick<SettingsState, (typeof flags)[Kept]>;
  /** The one that is up where they are folded. */
  readonly sheet: Panel | undefined;
  /** There are events to be listed. */
  readonly hasStory: boolean;
  /** The editor has a file of the lab. It takes the inspector's place, and that of the history where there is no room for both. */
  readonly hasFile: boolean;
  /** A lesson's lab stands on the page. */
  readonly hasLesson: boolean;
  /** A class is driven from here, and its panel is open: it takes the inspector's and the editor's place. */
  readonly hasClass: boolean;
}

/** Whether a panel is seen: by its own flag, but one at a time where they are folded, and one of two in the dock below. */
export function isSeen(
  panel: Panel,
  { room, settings, sheet, hasStory, hasLesson, hasFile, hasClass }: Panels,
): boolean {
  if (panel === 'classroom') return hasClass && (room !== 'folded' || sheet === panel);
  if (panel === 'editor') return hasFile && (room === 'folded' ? sheet === panel : !hasClass);
  if (panel === 'lesson') return hasLesson && (room !== 'folded' || sheet === panel);
  if (room === 'folded') return sheet === panel;
  const listed = settings.eventsOpen && hasStory;
  if (panel === 'events') return listed;
  if (panel === 'inspector' && (hasFile || hasClass)) return false;
  return settings[flags[panel]] && !(panel === 'terminal' && room === 'usual' && listed);
}

/** Whether a panel is open, and the way to open and close it. */
export function usePanel(panel: Panel): { readonly open: boolean; readonly setOpen: (open: boolean) => void } {
  const stores = useStores();
  const room = useRoom();
  const settings = useSettings((state) => state);
  const sheet = useView((view) => view.sheet);
  const hasStory = usePlayback(({ hops }) => hops.length > 0);
  const hasLesson = useLessonHere() !== undefined;
  const hasFile = useShownFile() !== undefined;
  const hasClass = useClassroom((classroom) => isClassShown(classroom, room));
  const open = isSeen(panel, { room, settings, sheet, hasStory, hasLesson, hasFile, hasClass });
  return { open, setOpen: (next) => setPanel(stores, panel, next) };
}

/** Where panels are folded its tab is always there. */
const isClassShown = ({ part, panel }: ClassroomState, room: Room): boolean =>
  part?.kind === 'teaching' && (panel || room === 'folded');

/** Opens or closes a panel, whatever room the window has. */
export function setPanel(stores: Stores, panel: Panel, open: boolean): void {
  const { settings, view } = stores;
  const room = roomNow();
  if (room === 'folded') view.getState().showSheet(open ? panel : undefined);
  else if (panel === 'classroom') classroomOf(stores).setState({ panel: open });
  else if (panel !== 'lesson' && panel !== 'editor') {
    const makesRoom = panel === 'terminal' && open && room === 'usual' && { eventsOpen: false };
    settings.getState().change({ [flags[panel]]: open, ...makesRoom });
  }
}

export function isPanelOpen(stores: Stores, panel: Panel): boolean {
  const { settings, view, playback, lesson, editor, lab } = stores;
  return isSeen(panel, {
    room: roomNow(),
    settings: settings.getState(),
    sheet: view.getState().sheet,
    hasStory: playback.getState().hops.length > 0,
    hasLesson: lessonHere(lesson.getState(), lab.getState()) !== undefined,
    hasFile: shownHere(editor.getState(), lab.getState()) !== undefined,
    hasClass: isClassShown(classroomOf(stores).getState(), roomNow()),
  });
}
