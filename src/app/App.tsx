import { useEffect, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Announcer } from '../ui/layout/Announcer.tsx';
import { Resizer } from '../ui/layout/Resizer.tsx';
import { Dialogs } from '../ui/dialogs/Dialogs.tsx';
import { Header } from '../ui/header/Header.tsx';
import { Inspector } from '../ui/inspector/Inspector.tsx';
import { useNarrow, useShownTheme } from '../ui/lab/media.ts';
import { useSettings } from '../ui/lab/stores.tsx';
import { Stage } from '../ui/stage/Stage.tsx';
import { Terminal } from '../ui/terminal/Terminal.tsx';
import { Timeline } from '../ui/timeline/Timeline.tsx';
import styles from './App.module.css';
import { useShortcuts } from './shortcuts.ts';

export function App() {
  const { t } = useTranslation();
  const settings = useSettings((state) => state);
  const narrow = useNarrow();
  const theme = useShownTheme();
  useShortcuts();

  useEffect(() => {
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
      {settings.terminalOpen && !narrow && <Resizer panel="terminalHeight" label={t('controls.resizeTerminal')} />}
      {settings.inspectorOpen && !narrow && <Resizer panel="inspectorWidth" label={t('controls.resizeInspector')} />}
      <Dialogs />
      <Announcer />
    </div>
  );
}
