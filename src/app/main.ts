import { dictionaryOf, languageAtStart } from '../i18n/dictionary.ts';
import { createSimulator } from '../simulator/asking.ts';
import { spawnWorker } from '../simulator/spawn.ts';
import { FIRST_SEED } from '../store/seed.ts';
import { unframe } from '../ui/page/frame.ts';

// What runs lines begins before the page itself has come; the first thing that it is asked for is the lab to begin with.
const simulator = createSimulator(spawnWorker);
const firstLab = simulator.createLab(FIRST_SEED);
const texts = dictionaryOf(languageAtStart()).catch(() => undefined); // the page asks again, and says so

/** The whole of index.html: this script does not wait for it. */
const parsed = new Promise<void>((resolve) => {
  if (document.readyState !== 'loading') resolve();
  else document.addEventListener('DOMContentLoaded', () => resolve());
});

/** Where the page goes, once index.html is read. */
async function place(): Promise<HTMLElement> {
  await parsed;
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  return root;
}

Promise.all([import('./page.tsx'), place()])
  .then(([{ start }, root]) => start({ root, simulator, firstLab }))
  .catch(async (error: unknown) => {
    const root = await place();
    unframe();
    const detail = error instanceof Error ? error.message : String(error);
    root.textContent = [(await texts)?.failure.title, detail].filter(Boolean).join(' ');
  });
