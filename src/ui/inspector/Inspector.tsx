import { PanelRightClose } from 'lucide-react';
import { lazy, Suspense, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/IconButton.tsx';
import { useNarrow } from '../lab/media.ts';
import { usePlayback, useView } from '../lab/stores.tsx';
import { usePanel } from '../layout/panels.ts';
import { Resizer } from '../layout/Resizer.tsx';
import { HopView } from './HopView.tsx';
import styles from './Inspector.module.css';
import { LabView } from './LabView.tsx';

/** Nothing is selected when the page opens. */
const Selected = lazy(() => import('./Selected.tsx'));

/** What is selected, or else the hop that is shown, or else the lab. */
export function Inspector() {
  const { t } = useTranslation();
  const { setOpen } = usePanel('inspector');
  const narrow = useNarrow();
  return (
    <aside className={styles['inspector']} aria-label={t('inspector.label')} tabIndex={-1}>
      <Content />
      {!narrow && <Resizer panel="inspectorWidth" label={t('controls.resizeInspector')} />}
      <IconButton
        className={styles['collapse']}
        label={t('inspector.hide')}
        icon={<PanelRightClose />}
        onClick={() => setOpen(false)}
      />
    </aside>
  );
}

function Content() {
  const selected = useDeferredValue(useView((view) => view.selected));
  const hasHops = usePlayback(({ hops }) => hops.length > 0);
  if (selected === undefined) return hasHops ? <HopView /> : <LabView />;
  return (
    <Suspense>
      <Selected selection={selected} />
    </Suspense>
  );
}
