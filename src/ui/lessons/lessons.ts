import type { Stores } from '../../store/stores.ts';

/** What opens lessons, and keeps their progress: loaded when the first is opened. */
const parts = () => import('./opening.ts');

/** The lesson that an address names: `#lesson=no-names`. */
export const lessonIn = (hash: string): string | undefined => /^#lesson=([a-z0-9][a-z0-9-]{0,63})$/.exec(hash)?.[1];

/** The address's fragment that opens a lesson. */
export const addressOf = (id: string): string => `#lesson=${id}`;

/** Whether a lesson was ever opened in this browser. */
export function wereLessons(): boolean {
  try {
    return localStorage.getItem('hopscope.lessons') !== null;
  } catch {
    return false; // storage is blocked
  }
}

/** Whether an address carries a lesson that somebody made: `#l2=…`. */
export const carriesLesson = (hash: string): boolean => /^#l\d{1,4}=/.test(hash);

/** Whether a file is such a lesson, as its first line says. */
export const isLessonText = (start: string): boolean => /^\ufeff?hopscope lesson \d/.test(start);

/** Opens a lesson that somebody made, from its address's fragment or its file; where it cannot be read a notice says why. */
export async function openMadeLesson(stores: Stores, from: { readonly hash: string } | { readonly file: string }) {
  const [{ readLessonFragment }, { readLessonFile }, { taken }, { forgetLibraries }] = await Promise.all([
    import('../../teaching/made/link.ts'),
    import('../../teaching/made/file.ts'),
    import('./made.ts'),
    import('./library.ts'),
  ]);
  const took = taken('hash' in from ? readLessonFragment(from.hash) : readLessonFile(from.file));
  if ('reason' in took) {
    stores.view.getState().notify({ kind: took.reason, line: '' });
    return false;
  }
  forgetLibraries();
  return openLesson(stores, took.id);
}

/** Opens a lesson, or goes on with it; yields whether it is there. */
export const openLesson = async (stores: Stores, id: string): Promise<boolean> =>
  (await parts()).openLesson(stores, id);

/** Opens the lesson to go on with: the one that was open last, or else the first. */
export const continueLessons = async (stores: Stores): Promise<void> => (await parts()).continueLessons(stores);

/** Goes from a lesson to one's own lab, and back. */
export const toggleSandbox = async (stores: Stores): Promise<void> => (await parts()).toggleSandbox(stores);

/** After the page opened: if the lab that it opened with is a lesson's, the lesson goes on. */
export const resumeLesson = async (stores: Stores): Promise<void> => (await parts()).resumeLesson(stores);
