import { PanelRightClose } from 'lucide-react';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/IconButton.tsx';
import { Resizer } from '../page/Resizer.tsx';
import { loaded } from '../page/loaded.tsx';
import { useFolded } from '../page/media.ts';
import { usePanel } from '../page/panels.ts';
import { usePlayback, useView } from '../stores/stores.tsx';
import styles from './Inspector.module.css';
import type { SelectedProps } from './Selected.tsx';
import { LabView } from './views/LabView.tsx';

/** Nothing has been sent when the page opens. */
const HopView = loaded(async () => (await import('./hop/HopView.tsx')).HopView, LabView);
/** Nor is anything selected. */
const Selected = loaded<SelectedProps>(async () => (await import('./Selected.tsx')).default, Unselected);

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
  return selected === undefined ? <Unselected /> : <Selected selection={selected} />;
}

function Unselected() {
  const hasHops = usePlayback(({ hops }) => hops.length > 0);
  return hasHops ? <HopView /> : <LabView />;
}
