import { PanelBottomOpen, PanelRightOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/IconButton.tsx';
import { Outline } from '../outline/Outline.tsx';
import { Notice } from '../page/Notice.tsx';
import { loaded } from '../page/loaded.tsx';
import { useNarrow } from '../page/media.ts';
import { painted } from '../page/paint.ts';
import { usePanel } from '../page/panels.ts';
import { useView } from '../stores/stores.tsx';
import { Toolbar } from '../toolbar/Toolbar.tsx';
import { Welcome } from '../welcome/Welcome.tsx';
import styles from './GraphPanel.module.css';

/** Under way from the start, but not on the way of the first paint: Cytoscape is as large as all else together. */
const Graph = loaded(
  import('./Graph.tsx').then((graph) => graph.default),
  painted,
);

/** The picture of the lab, with what floats over it. */
export function GraphPanel() {
  const { t } = useTranslation();
  const inspector = usePanel('inspector');
  const terminal = usePanel('terminal');
  const narrow = useNarrow();
  const presenting = useView((view) => view.presenting);
  return (
    <main className={styles['stage']}>
      <Outline />
      <Graph />
      {!presenting && <Toolbar />}
      {!presenting && <Welcome />}
      <Notice />
      {!presenting && !narrow && !inspector.open && (
        <div className={[styles['shown'], styles['inspector']].join(' ')}>
          <IconButton
            label={t('controls.showInspector')}
            icon={<PanelRightOpen />}
            onClick={() => inspector.setOpen(true)}
          />
        </div>
      )}
      {!presenting && !narrow && !terminal.open && (
        <div className={[styles['shown'], styles['terminal']].join(' ')}>
          <IconButton
            label={t('controls.showTerminal')}
            icon={<PanelBottomOpen />}
            onClick={() => terminal.setOpen(true)}
          />
        </div>
      )}
    </main>
  );
}
