import { lazy, Suspense, useLayoutEffect, type CSSProperties } from 'react';
import { Announcer } from '../ui/layout/Announcer.tsx';
import { usePanel } from '../ui/layout/panels.ts';
import { SheetTabs } from '../ui/layout/SheetTabs.tsx';
import { ExampleStrip } from '../ui/welcome/ExampleStrip.tsx';
import { useKeeping } from '../ui/documents/keeping.ts';
import { Dialogs } from '../ui/dialogs/Dialogs.tsx';
import { Header } from '../ui/header/Header.tsx';
import { Inspector } from '../ui/inspector/Inspector.tsx';
import { useNarrow, useShownTheme } from '../ui/lab/media.ts';
import { useSettings, useView } from '../ui/lab/stores.tsx';
import { useOpening } from '../ui/share/opening.ts';
import { Stage } from '../ui/stage/Stage.tsx';
import { Terminal } from '../ui/terminal/Terminal.tsx';
import { Timeline } from '../ui/timeline/Timeline.tsx';
import styles from './App.module.css';
import { useShortcuts } from './shortcuts.ts';

const Presenter = lazy(() => import('../ui/presenter/Presenter.tsx'));

export function App() {
  const { inspectorWidth, terminalHeight } = useSettings((state) => state);
  const narrow = useNarrow();
  const inspector = usePanel('inspector');
  const terminal = usePanel('terminal');
  const theme = useShownTheme();
  const presenting = useView((view) => view.presenting);
  useShortcuts();
  useOpening();
  useKeeping();

  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);

  const sizes: CSSProperties & Record<`--${string}`, string> = {
    '--inspector-width': `${inspectorWidth}px`,
    '--terminal-height': `${terminalHeight}px`,
  };
  return (
    <div
      className={styles[presenting ? 'presenting' : 'app']}
      style={sizes}
      data-inspector={inspector.open ? 'open' : 'closed'}
      data-terminal={terminal.open ? 'open' : 'closed'}
    >
      {!presenting && <Header />}
      <Stage />
      {!presenting && <ExampleStrip />}
      {!presenting && <Timeline />}
      {!presenting && terminal.open && <Terminal />}
      {!presenting && inspector.open && <Inspector />}
      {!presenting && narrow && <SheetTabs />}
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
