import { useLayoutEffect, type CSSProperties } from 'react';
import { Announcer } from '../ui/layout/Announcer.tsx';
import { Dialogs } from '../ui/dialogs/Dialogs.tsx';
import { Header } from '../ui/header/Header.tsx';
import { Inspector } from '../ui/inspector/Inspector.tsx';
import { useShownTheme } from '../ui/lab/media.ts';
import { useSettings } from '../ui/lab/stores.tsx';
import { Stage } from '../ui/stage/Stage.tsx';
import { Terminal } from '../ui/terminal/Terminal.tsx';
import { Timeline } from '../ui/timeline/Timeline.tsx';
import styles from './App.module.css';
import { useShortcuts } from './shortcuts.ts';

export function App() {
  const settings = useSettings((state) => state);
  const theme = useShownTheme();
  useShortcuts();

  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);

  const sizes: CSSProperties & Record<`--${string}`, string> = {
    '--inspector-width': `${settings.inspectorWidth}px`,
    '--terminal-height': `${settings.terminalHeight}px`,
  };
  return (
    <div
      className={styles['app']}
      style={sizes}
      data-inspector={settings.inspectorOpen ? 'open' : 'closed'}
      data-terminal={settings.terminalOpen ? 'open' : 'closed'}
    >
      <Header />
      <Stage />
      <Timeline />
      {settings.terminalOpen && <Terminal />}
      {settings.inspectorOpen && <Inspector />}
      <Dialogs />
      <Announcer />
    </div>
  );
}
