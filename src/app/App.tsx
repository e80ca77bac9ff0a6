import { lazy, Suspense, useLayoutEffect, type CSSProperties } from 'react';
import { Announcer } from '../ui/layout/Announcer.tsx';
import { useKeeping } from '../ui/documents/keeping.ts';
import { Dialogs } from '../ui/dialogs/Dialogs.tsx';
import { Header } from '../ui/header/Header.tsx';
import { Inspector } from '../ui/inspector/Inspector.tsx';
import { useShownTheme } from '../ui/lab/media.ts';
import { useSettings, useView } from '../ui/lab/stores.tsx';
import { useOpening } from '../ui/share/opening.ts';
import { Stage } from '../ui/stage/Stage.tsx';
import { Terminal } from '../ui/terminal/Terminal.tsx';
import { Timeline } from '../ui/timeline/Timeline.tsx';
import styles from './App.module.css';
import { useShortcuts } from './shortcuts.ts';

const Presenter = lazy(() => import('../ui/presenter/Presenter.tsx'));

export function App() {
  const settings = useSettings((state) => state);
  const theme = useShownTheme();
  const presenting = useView((view) => view.presenting);
  useShortcuts();
  useOpening();
  useKeeping();

  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);

  const sizes: CSSProperties & Record<`--${string}`, string> = {
    '--inspector-width': `${settings.inspectorWidth}px`,
    '--terminal-height': `${settings.terminalHeight}px`,
  };
  return (
    <div
      className={styles[presenting ? 'presenting' : 'app']}
      style={sizes}
      data-inspector={settings.inspectorOpen ? 'open' : 'closed'}
      data-terminal={settings.terminalOpen ? 'open' : 'closed'}
    >
      {!presenting && <Header />}
      <Stage />
      {!presenting && <Timeline />}
      {!presenting && settings.terminalOpen && <Terminal />}
      {!presenting && settings.inspectorOpen && <Inspector />}
      {presenting && (
        <Suspense>
          <Presenter />
        </Suspense>
      )}
      <Dialogs />
      <Announcer />
    </div>
  );
}
