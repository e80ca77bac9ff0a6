import type { Stores } from '../../store/stores.ts';
import { talkOf } from './talk.ts';

/** Some browsers leave the full screen for another window: so long (ms) after it was opened that ends nothing. */
const LEAVING = 2000;
let opened = -Infinity;

/** Whether the full screen may have been left for the speaker's window. */
export const isOpening = (): boolean => performance.now() - opened < LEAVING;

/** Opens the window for the speaker, on the same origin and of the same page; one that is open comes to the front. */
export function openSpeaker(stores: Stores): void {
  const talk = talkOf(stores);
  const { speaker } = talk.getState();
  if (speaker !== undefined) return speaker.focus();
  opened = performance.now();
  const other = window.open('', '', 'popup,width=960,height=680');
  talk.setState({ speaker: other ?? undefined, isBlocked: other === null });
  if (other === null) return;
  other.addEventListener('pagehide', () => talk.setState({ speaker: undefined }));
  for (const sheet of document.querySelectorAll('link[rel=stylesheet], style'))
    other.document.head.append(other.document.importNode(sheet, true));
}

interface Dress {
  readonly theme: string;
  readonly language: string;
  readonly title: string;
}

/** Gives it what the page's own root has. */
export function dress(target: Window, { theme, language, title }: Dress): void {
  const { documentElement } = target.document;
  documentElement.dataset['theme'] = theme;
  documentElement.lang = language;
  target.document.title = title;
}

/** Closes it, where it is open. */
export function closeSpeaker(stores: Stores): void {
  talkOf(stores).getState().speaker?.close();
  talkOf(stores).setState({ speaker: undefined, isBlocked: false });
}
