import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.tsx';
import type { Asked } from './use-answer.ts';
import styles from './Waiting.module.css';

/** What stands where an answer will, or would have: how far it is, with a way to stop it, or to begin again. */
export function Waiting({ asked }: { readonly asked: Asked<unknown> }) {
  const { t } = useTranslation('examining');
  if (asked.state === 'stopped')
    return (
      <div className={styles['waiting']}>
        <p role="status">{t('asking.stopped')}</p>
        <Button onClick={asked.again}>{t('asking.again')}</Button>
      </div>
    );
  if (asked.state === 'failed') return <p role="status">{t('failed')}</p>;
  const { progress, stop } = asked.wait;
  if (progress === undefined) return <p role="status">{t('working')}</p>;
  const { done, count } = progress;
  return (
    <div className={styles['waiting']}>
      <p role="status">{t('working')}</p>
      <progress value={done} max={count} aria-label={t('asking.progress')} />
      <Button onClick={stop}>{t('asking.stop')}</Button>
    </div>
  );
}
