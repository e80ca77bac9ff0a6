import { Pause, Play, StepBack, StepForward, X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/IconButton.tsx';
import { Explained } from '../glossary/Explained.tsx';
import { Guessed } from '../guess/Guessed.tsx';
import { GuessSwitch } from '../guess/GuessSwitch.tsx';
import { usePlayback, useStores } from '../stores/stores.tsx';
import { useStepTexts } from '../story/step-texts.ts';
import { Banner } from '../timeline/Banner.tsx';
import { usePlaybackClock } from '../timeline/clock.ts';
import { ProgressLine } from './ProgressLine.tsx';
import styles from './Presenter.module.css';
import { setPresenting } from './presenting.ts';

/** What stands below the picture while somebody presents: the moment in large type. The keys of a clicker step. */
export default function Presenter() {
  const { t } = useTranslation();
  const stores = useStores();
  const playing = usePlayback((state) => state.playing);
  const count = usePlayback((state) => state.hops.length);
  const { title, place, sentence } = useStepTexts();
  const { step, toggle } = stores.playback.getState();
  usePlaybackClock();
  useWaysOut();

  return (
    <section className={styles['presenter']} aria-label={t('presenter.label')}>
      <ProgressLine />
      <div className={styles['caption']}>
        <Guessed large>
          {count === 0 ? (
            <h1 className={styles['sentence']}>{t('presenter.nothing')}</h1>
          ) : (
            <>
              <h1 className={styles['title']}>
                {title} <span className={styles['place']}>{place}</span>
              </h1>
              <p className={styles['sentence']}>
                <Explained {...sentence} />
              </p>
            </>
          )}
          <Banner />
        </Guessed>
      </div>
      <div className={styles['controls']}>
        {count > 0 && (
          <>
            <IconButton label={t('timeline.back')} keys="PageUp" icon={<StepBack />} onClick={() => step(-1)} />
            <IconButton
              label={playing ? t('timeline.pause') : t('timeline.play')}
              keys="Space"
              icon={playing ? <Pause /> : <Play />}
              onClick={toggle}
            />
            <IconButton label={t('timeline.forward')} keys="PageDown" icon={<StepForward />} onClick={() => step(1)} />
          </>
        )}
        <GuessSwitch />
        <IconButton
          label={t('commands.presentEnd')}
          keys="Esc"
          icon={<X />}
          onClick={() => setPresenting(stores, false)}
        />
      </div>
    </section>
  );
}

/** Escape ends it, wherever the focus is; so does leaving the full screen, for which the browser keeps Escape to itself. */
function useWaysOut(): void {
  const stores = useStores();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || stores.view.getState().dialog !== undefined) return;
      event.stopPropagation();
      setPresenting(stores, false);
    };
    const onChange = () => {
      if (document.fullscreenElement === null) setPresenting(stores, false);
    };
    addEventListener('keydown', onKeyDown, true);
    document.addEventListener('fullscreenchange', onChange);
    return () => {
      removeEventListener('keydown', onKeyDown, true);
      document.removeEventListener('fullscreenchange', onChange);
    };
  }, [stores]);
}
