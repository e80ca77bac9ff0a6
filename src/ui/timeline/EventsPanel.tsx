import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { DockTabs } from '../page/PanelTabs.tsx';
import { useRoom } from '../page/media.ts';
import { useSettings } from '../stores/stores.tsx';
import styles from './EventList.module.css';

const EventList = lazy(() => import('./EventList.tsx'));

/** The list of events as a panel of its own; where it takes the terminal's place, with the way back to that. */
export function EventsPanel() {
  const { t } = useTranslation();
  const room = useRoom();
  const terminalOpen = useSettings((settings) => settings.terminalOpen);
  return (
    <section className={styles['events']} aria-label={t('events.label')}>
      {room === 'usual' && terminalOpen && <DockTabs />}
      <Suspense>
        <EventList />
      </Suspense>
    </section>
  );
}
