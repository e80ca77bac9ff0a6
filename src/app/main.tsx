import { Provider as TipProvider } from 'radix-ui/tooltip';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../i18n/i18n.ts';
import type { Backend } from '../store/lab.ts';
import { createStores } from '../store/stores.ts';
import { breathe } from '../ui/lab/paint.ts';
import { StoresProvider } from '../ui/lab/stores.tsx';
import { App } from './App.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';

/** The seed of every new lab: the same first steps look the same for everybody. */
const SEED = 1;

/** The engine comes beside the page, and after it the command line, which the first picture does not need. */
const engine = import('../world/lab.ts');
const shell = engine.then(() => import('../shell/run.ts'));
const run: Backend['run'] = async (world, place, line) => {
  await breathe();
  return (await shell).run(world, place, line);
};

const whenLookedAt: Backend['whenLookedAt'] = async (world) => (await import('../world/due.ts')).whenLookedAt(world);

/** The browser's storage, where it allows one. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** Puts the page in the place of the outlines that index.html paints. */
async function start(root: HTMLElement): Promise<void> {
  const [{ createLab }] = await Promise.all([engine, startI18n()]);
  const stores = createStores({ createLab, run, whenLookedAt }, { seed: SEED, storage: storage() });
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary stores={stores}>
        <StoresProvider stores={stores}>
          <TipProvider delayDuration={450}>
            <App />
          </TipProvider>
        </StoresProvider>
      </ErrorBoundary>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
void start(root); // not awaited: what it loads imports from here
