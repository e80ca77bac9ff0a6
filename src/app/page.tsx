import { Provider as TipProvider } from 'radix-ui/tooltip';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../i18n/i18n.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { createStores } from '../store/stores.ts';
import { carrier } from '../ui/documents/carrying.ts';
import { openAtStart, openLinked } from '../ui/documents/keeping.ts';
import { remembered } from '../ui/documents/ids.ts';
import { keepChanges } from '../ui/documents/writing.ts';
import { reopenEditor } from '../ui/editor/kept.ts';
import { isLow } from '../ui/page/media.ts';
import { storage } from '../ui/page/storage.ts';
import { isDocumentAddress } from '../ui/share/opening.ts';
import { StoresProvider } from '../ui/stores/stores.tsx';
import { welcome } from '../ui/welcome/first-visit.ts';
import type { World } from '../world/world.ts';
import { App } from './App.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';

/** What the script before this one has ready. */
interface Begun {
  /** Where the page goes. */
  readonly root: HTMLElement;
  readonly simulator: Simulator;
  readonly firstLab: Promise<World>;
}

/** How long (ms) the page waits for the document that it opens with, rather than say that it is on its way. */
const PATIENCE = 500;
const patience = () => new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));

/** In another page's frame the browser's labs and settings stay out of it. */
const isEmbedded = new URLSearchParams(location.search).get('embed') === '1';

/** Puts the page over the outlines that index.html paints. */
export async function start({ root, simulator, firstLab }: Begun): Promise<void> {
  if (isDocumentAddress(location.hash) || remembered() !== undefined) void carrier().catch(() => undefined); // asked for again
  const [lab] = await Promise.all([firstLab, startI18n()]);
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
  if (isEmbedded) return;
  keepChanges(stores);
  await reopenEditor(stores).catch(() => undefined); // it did not load: what is kept stays kept
}
