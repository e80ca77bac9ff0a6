import { PanelRightClose } from 'lucide-react';
import { lazy, Suspense, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/IconButton.tsx';
import { Resizer } from '../page/Resizer.tsx';
import { loaded } from '../page/loaded.tsx';
import { useFolded } from '../page/media.ts';
import { usePanel } from '../page/panels.ts';
import { usePlayback, useView } from '../stores/stores.tsx';
import styles from './Inspector.module.css';
import { LabView } from './views/LabView.tsx';

/** Nothing is selected when the page opens. */
const Selected = lazy(() => import('./Selected.tsx'));
/** Nor has anything been sent. */
const HopView = loaded(async () => (await import('./hop/HopView.tsx')).HopView);

/** What is selected, or else the hop that is shown, or else the lab. */
export function Inspector() {
  const { t } = useTranslation();
  const { setOpen } = usePanel('inspector');
  const folded = useFolded();
  return (
    <aside className={styles['inspector']} aria-label={t('inspector.label')} tabIndex={-1}>
      <Content />
      {!folded && <Resizer panel="inspectorWidth" label={t('controls.resizeInspector')} />}
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
