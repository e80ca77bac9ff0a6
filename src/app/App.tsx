import { lazy, Suspense, useLayoutEffect, type CSSProperties } from 'react';
import { useShortcuts } from '../ui/commands/shortcuts.ts';
import { Dialogs } from '../ui/dialogs/Dialogs.tsx';
import { GraphPanel } from '../ui/graph/GraphPanel.tsx';
import { Header } from '../ui/header/Header.tsx';
import { Announcer } from '../ui/page/Announcer.tsx';
import { SheetTabs } from '../ui/page/PanelTabs.tsx';
import { loaded } from '../ui/page/loaded.tsx';
import { useFolded, useShownTheme } from '../ui/page/media.ts';
import { usePanel } from '../ui/page/panels.ts';
import { useOpening } from '../ui/share/opening.ts';
import { useSettings, useView } from '../ui/stores/stores.tsx';
import { EventsPanel } from '../ui/timeline/EventsPanel.tsx';
import { Timeline } from '../ui/timeline/Timeline.tsx';
import { Guide } from '../ui/welcome/Guide.tsx';
import styles from './App.module.css';

const inspectorPanel = import('../ui/inspector/Inspector.tsx').then(({ Inspector }) => Inspector);
const terminalPanel = import('../ui/terminal/Terminal.tsx').then(({ Terminal }) => Terminal);
const Inspector = loaded(inspectorPanel);
const Terminal = loaded(terminalPanel);
/** What the page waits for, so that all its panels are there at once. */
export const panels = Promise.all([inspectorPanel, terminalPanel]);
/** What has time until all else is there. */
const idle = () =>
  new Promise((resolve) => ('requestIdleCallback' in window ? requestIdleCallback : setTimeout)(resolve));
const Update = lazy(async () => {
  await idle();
  return import('../ui/update/Update.tsx');
});
const History = lazy(() => import('../ui/history/History.tsx'));
const Presenter = lazy(() => import('../ui/presenter/Presenter.tsx'));

export function App() {
  const { inspectorWidth, terminalHeight } = useSettings((state) => state);
  const folded = useFolded();
  const inspector = usePanel('inspector');
  const terminal = usePanel('terminal');
  const history = usePanel('history');
  const events = usePanel('events');
  const theme = useShownTheme();
  const presenting = useView((view) => view.presenting);
  useShortcuts();
  useOpening();

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
      data-history={history.open ? 'open' : 'closed'}
      data-terminal={terminal.open ? 'open' : 'closed'}
      data-events={events.open ? 'open' : 'closed'}
    >
      {!presenting && <Header />}
      <GraphPanel />
      {!presenting && <Guide />}
      {!presenting && <Timeline />}
      {!presenting && events.open && <EventsPanel />}
      {!presenting && terminal.open && <Terminal />}
      {!presenting && inspector.open && <Inspector />}
      {!presenting && history.open && (
        <Suspense>
          <History />
        </Suspense>
      )}
      {!presenting && folded && <SheetTabs />}
      {presenting && (
        <Suspense>
          <Presenter />
        </Suspense>
      )}
      <Dialogs />
      <Announcer />
      <Suspense>
        <Update />
      </Suspense>
    </div>
  );
}
