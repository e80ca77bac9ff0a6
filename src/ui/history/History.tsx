import { Pause, Play, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { speeds, type Speed } from '../../store/playback.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { usePanel } from '../page/panels.ts';
import { useLab, usePlayback } from '../stores/stores.tsx';
import { CommandList } from './CommandList.tsx';
import styles from './History.module.css';
import { useReplay } from './replaying.ts';

/** The document itself: its commands in order, each a point in time to go to, to edit or to delete. */
export default function History() {
  const { t } = useTranslation();
  const { setOpen } = usePanel('history');
  const done = useLab((lab) => lab.done);
  const count = useLab((lab) => lab.entries.length);
  return (
    <aside className={styles['history']} aria-label={t('history.label')}>
      <div className={styles['head']}>
        <h2>{t('history.label')}</h2>
        {count > 0 && <span className={styles['count']}>{t('history.count', { done, count })}</span>}
        <IconButton label={t('history.hide')} icon={<X />} onClick={() => setOpen(false)} />
      </div>
      {count === 0 ? <p className={styles['empty']}>{t('history.empty')}</p> : <Filled />}
    </aside>
  );
}

function Filled() {
  const { t } = useTranslation();
  return (
    <>
      <Replay />
      <CommandList />
      <p className={styles['keys']}>{t('history.keys')}</p>
    </>
  );
}

function Replay() {
  const { t } = useTranslation();
  const { state, start, pause, resume } = useReplay();
  const speed = usePlayback((playback) => playback.speed);
  const setSpeed = usePlayback((playback) => playback.setSpeed);
  const waiting = useLab((lab) => lab.waiting.length > 0);
  return (
    <div className={styles['replay']}>
      {state === 'playing' ? (
        <Button icon={<Pause />} onClick={pause}>
          {t('history.pause')}
        </Button>
      ) : (
        <Button icon={<Play />} disabled={waiting} onClick={state === 'paused' ? resume : start}>
          {t(state === 'paused' ? 'history.resume' : 'history.replay')}
        </Button>
      )}
      <select
        className={styles['speed']}
        aria-label={t('history.speed')}
        value={speed}
        onChange={(event) => setSpeed(Number(event.target.value) as Speed)}
      >
        {speeds.map((each) => (
          <option key={each} value={each}>
            {t('history.speedValue', { speed: each })}
          </option>
        ))}
      </select>
    </div>
  );
}
