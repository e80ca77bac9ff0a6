import { ChevronFirst, ChevronLast, List, Pause, Play, StepBack, StepForward } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { speeds } from '../../store/playback.ts';
import { grains } from '../../story/steps.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Guessed } from '../guess/Guessed.tsx';
import { GuessSwitch } from '../guess/GuessSwitch.tsx';
import { PanelOpeners } from '../page/PanelOpeners.tsx';
import { useWhy } from '../inspector/why/why.ts';
import { useFolded } from '../page/media.ts';
import { usePanel } from '../page/panels.ts';
import { useGuessing, usePlayback, useSettings, useStores } from '../stores/stores.tsx';
import { Caption } from '../story/Caption.tsx';
import { Banner } from './Banner.tsx';
import styles from './Timeline.module.css';
import { Track } from './Track.tsx';
import { usePlaybackClock } from './clock.ts';

/** The story of the last traffic: play, step, scrub. */
export function Timeline() {
  const { t } = useTranslation();
  usePlaybackClock();
  const hasHops = usePlayback(({ hops }) => hops.length > 0);
  const isSealed = useGuessing(({ guess }) => guess?.stage === 'sealed');
  const events = usePanel('events');
  const fails = useWhy() !== undefined;
  // A lesson's text needs the room: what failed is one line, in the place of the caption.
  const folded = useFolded();
  const lesson = usePanel('lesson');
  const folds = folded && lesson.open;
  return (
    <section className={styles['timeline']} aria-label={t('timeline.label')}>
      <Guessed>
        {hasHops && !(folds && fails) && <Caption />}
        <Banner folds={folds} />
      </Guessed>
      <div className={styles['bar']} data-idle={!hasHops || undefined}>
        {hasHops ? (
          <>
            <Transport />
            <div className={styles['track']}>
              <Track />
            </div>
            <GrainChoice />
            <GuessSwitch />
            <IconButton
              label={t('events.show')}
              icon={<List />}
              aria-pressed={events.open}
              className={styles['listButton']}
              onClick={() => events.setOpen(!events.open)}
            />
          </>
        ) : (
          <>
            <p className={styles['idle']}>{isSealed ? t('commands.guess') : t('timeline.idle')}</p>
            <GuessSwitch />
          </>
        )}
        <PanelOpeners />
      </div>
    </section>
  );
}

function Transport() {
  const { t } = useTranslation();
  const { playback } = useStores();
  const playing = usePlayback((state) => state.playing);
  const { toStart, step, toggle, toEnd } = playback.getState();
  return (
    <div className={styles['transport']}>
      <IconButton label={t('timeline.toStart')} keys="Home" icon={<ChevronFirst />} onClick={toStart} />
      <IconButton label={t('timeline.back')} keys="←" icon={<StepBack />} onClick={() => step(-1)} />
      <IconButton
        look="primary"
        className={styles['play']}
        label={playing ? t('timeline.pause') : t('timeline.play')}
        keys="Space"
        icon={playing ? <Pause /> : <Play />}
        onClick={toggle}
      />
      <IconButton label={t('timeline.forward')} keys="→" icon={<StepForward />} onClick={() => step(1)} />
      <IconButton label={t('timeline.toEnd')} keys="End" icon={<ChevronLast />} onClick={toEnd} />
      <Speed />
    </div>
  );
}

/** How finely the story is told. */
function GrainChoice() {
  const { t } = useTranslation();
  const grain = useSettings((settings) => settings.grain);
  const change = useSettings((settings) => settings.change);
  return (
    <select
      className={styles['grain']}
      aria-label={t('timeline.grain.label')}
      title={t('timeline.grain.label')}
      value={grain}
      onChange={(event) => change({ grain: grains.find((each) => each === event.target.value) ?? grain })}
    >
      {grains.map((each) => (
        <option key={each} value={each}>
          {t(`timeline.grain.${each}`)}
        </option>
      ))}
    </select>
  );
}

/** One button that goes through the speeds. */
function Speed() {
  const { t } = useTranslation();
  const speed = usePlayback((state) => state.speed);
  const setSpeed = usePlayback((state) => state.setSpeed);
  const next = speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1;
  return (
    <Button
      look="quiet"
      className={styles['speed']}
      aria-label={t('timeline.speed', { speed })}
      title={`${t('timeline.speed', { speed })}  [ ]`}
      onClick={() => setSpeed(next)}
    >
      {speed}×
    </Button>
  );
}
