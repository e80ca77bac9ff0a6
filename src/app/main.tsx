import { Provider as TipProvider } from 'radix-ui/tooltip';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../i18n/i18n.ts';
import type { Backend } from '../store/lab.ts';
import { createStores } from '../store/stores.ts';
import { StoresProvider } from '../ui/lab/stores.tsx';
import '../ui/theme.css';
import { createLab } from '../world/lab.ts';
import { App } from './App.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';

/** The seed of every new lab: the same first steps look the same for everybody. */
const SEED = 1;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

/** The browser's storage, where it allows one. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

const shell = () => import('../shell/run.ts');
/** The command line is not needed to show the lab, so it comes after the first picture. */
const run: Backend['run'] = async (world, place, line) => (await shell()).run(world, place, line);

startI18n();
const stores = createStores({ createLab, run }, { seed: SEED, storage: storage() });
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

addEventListener('load', () => void shell());
