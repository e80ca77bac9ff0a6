import { Provider as TipProvider } from 'radix-ui/tooltip';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../i18n/i18n.ts';
import { createSimulator } from '../simulator/asking.ts';
import { spawnWorker } from '../simulator/spawn.ts';
import { createStores } from '../store/stores.ts';
import { carrier } from '../ui/documents/carrying.ts';
import { openAtStart, openLinked } from '../ui/documents/keeping.ts';
import { keepChanges } from '../ui/documents/writing.ts';
import { isLow } from '../ui/page/media.ts';
import { isDocumentAddress } from '../ui/share/opening.ts';
import { StoresProvider } from '../ui/stores/stores.tsx';
import { welcome } from '../ui/welcome/first-visit.ts';
import { App, panels } from './App.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';

/** The seed of every new lab: the same first steps look the same for everybody. */
const SEED = 1;

/** What runs lines begins at once, beside the page; the first thing that it is asked for is the lab to begin with. */
const simulator = createSimulator(spawnWorker);
const firstLab = simulator.createLab(SEED);
if (isDocumentAddress(location.hash)) void carrier();

/** The browser's storage, where it allows one. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** How long (ms) the page waits for the document that it opens with, rather than say that it is on its way. */
const PATIENCE = 500;
const patience = () => new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));

/** In another page's frame the browser's labs and settings stay out of it. */
const isEmbedded = new URLSearchParams(location.search).get('embed') === '1';

/** Puts the page in the place of the outlines that index.html paints. */
async function start(root: HTMLElement): Promise<void> {
  const [lab] = await Promise.all([firstLab, startI18n(), panels]);
  const stores = createStores(simulator, lab, isEmbedded ? undefined : storage());
  const Page = isEmbedded ? (await import('../ui/embed/Embed.tsx')).default : App;
  if (isEmbedded) stores.view.getState().present(true);
  if (isLow()) stores.view.getState().showSheet(undefined);
  const opened = (isEmbedded ? openLinked(stores) : openAtStart(stores)).catch(() => false); // it did not load
  const isFirst = await Promise.race([opened, patience()]);
  const greeted = isFirst === true && !isEmbedded ? welcome(stores) : undefined;
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary stores={stores}>
        <StoresProvider stores={stores}>
          <TipProvider delayDuration={450}>
            <Page />
          </TipProvider>
        </StoresProvider>
      </ErrorBoundary>
    </StrictMode>,
  );
  await Promise.all([opened, greeted]);
  if (!isEmbedded) keepChanges(stores);
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
// Not awaited here: what it loads imports from this very module.
start(root).catch((error: unknown) => {
  root.textContent = error instanceof Error ? error.message : String(error);
});
