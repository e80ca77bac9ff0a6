import { History, PanelBottom, SquareTerminal } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Panel } from '../../store/view.ts';
import { Button } from '../controls/Button.tsx';
import { useStores, useView } from '../stores/stores.tsx';
import styles from './SheetTabs.module.css';

const icons = { inspector: <PanelBottom />, terminal: <SquareTerminal />, history: <History /> };
const panels: readonly Panel[] = ['inspector', 'terminal', 'history'];

/** On a phone: which panel comes up from below, at the thumb's reach. */
export function SheetTabs() {
  const { t } = useTranslation();
  const { view } = useStores();
  const sheet = useView((state) => state.sheet);
  const names = { inspector: t('inspector.label'), terminal: t('terminal.label'), history: t('history.label') };

  // Who taps a thing wants to read about it.
  useEffect(
    () =>
      view.subscribe((now, before) => {
        if (now.selected !== undefined && now.selected !== before.selected) now.showSheet('inspector');
      }),
    [view],
  );

  return (
    <nav className={styles['tabs']} aria-label={t('controls.panels')}>
      {panels.map((panel) => (
        <Button
          key={panel}
          look="quiet"
          icon={icons[panel]}
          aria-expanded={sheet === panel}
          onClick={() => view.getState().showSheet(sheet === panel ? undefined : panel)}
        >
          {names[panel]}
        </Button>
      ))}
    </nav>
  );
}
