import { registerSW } from 'virtual:pwa-register';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.tsx';
import styles from './Update.module.css';

/** How often (ms) a page that stays open asks whether there is a newer one. */
const EVERY = 3_600_000;

/** Keeps the page for use without a network; when a newer one is there it asks before it takes it. */
export default function Update() {
  const { t } = useTranslation();
  const [take, setTake] = useState<() => void>();

  useEffect(() => {
    const update = registerSW({
      onNeedRefresh: () => setTake(() => () => void update(true)),
      onRegisteredSW: (_url, registration) => {
        if (registration) setInterval(() => void registration.update().catch(() => {}), EVERY); // no network: next time
      },
    });
  }, []);

  return (
    <div className={styles['place']} role="status">
      {take !== undefined && (
        <div className={styles['offer']}>
          <span className={styles['text']}>{t('update.ready')}</span>
          <Button onClick={() => setTake(undefined)}>{t('update.later')}</Button>
          <Button look="primary" onClick={take}>
            {t('update.take')}
          </Button>
        </div>
      )}
    </div>
  );
}
