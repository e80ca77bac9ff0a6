import { Pause, Play, SkipBack, SkipForward, X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOfPlace } from '../../world/spots.ts';
import { classroomOf, useClassroom } from '../classroom/classroom.ts';
import { listenToKeys } from '../commands/shortcuts.ts';
import { keyCaps } from '../commands/keys.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Explained } from '../glossary/Explained.tsx';
import { Guessed } from '../guess/Guessed.tsx';
import { GuessSwitch } from '../guess/GuessSwitch.tsx';
import { loaded } from '../page/loaded.tsx';
import { useGuessing, usePlayback, useStores } from '../stores/stores.tsx';
import { useStepTexts } from '../story/step-texts.ts';
import { Banner } from '../timeline/Banner.tsx';
import { usePlaybackClock } from '../timeline/clock.ts';
import { actsOf, type Act } from './acts.tsx';
import { Decided } from './Decided.tsx';
import { Ink } from './Ink.tsx';
import { ProgressLine } from './ProgressLine.tsx';
import styles from './Presenter.module.css';
import { SpeakerWindow } from './SpeakerWindow.tsx';
import { setPresenting } from './presenting.ts';
import { useScenes } from './scenes.ts';
import { useSession } from './session.ts';
import { isOpening } from './speaker.ts';
import { talkOf, useNow, useTalk } from './talk.ts';
import { clockText, noTimes, spentInAll, turnedTo } from './times.ts';

const PresentedQuestion = loaded(async () => (await import('../classroom/Presented.tsx')).PresentedQuestion);
const PresentedTools = loaded(async () => (await import('../classroom/Presented.tsx')).PresentedTools);

/** What stands below the picture while somebody presents: the moment in large type. The keys of a clicker step. */
export default function Presenter() {
  const { t } = useTranslation('talk');
  const page = useTranslation().t;
  const stores = useStores();
  const blank = useTalk((talk) => talk.blank);
  const speaker = useTalk((talk) => talk.speaker);
  const isBlocked = useTalk((talk) => talk.isBlocked);
  const inClass = useClassroom(({ part }) => part !== undefined);
  usePlaybackClock();
  useWaysOut();
  useSession();
  useEffect(() => listenToKeys(window, () => actsOf(stores, t, page), true), [stores, t, page]);

  return (
    <>
      <Ink />
      <section className={styles['presenter']} aria-label={page('presenter.label')}>
        <ProgressLine />
        {isBlocked && (
          <p className={styles['decided']} role="alert">
            {t('speaker.blocked')}
          </p>
        )}
        {inClass ? (
          <PresentedQuestion>
            <Told />
          </PresentedQuestion>
        ) : (
          <Told />
        )}
        <Controls />
      </section>
      {blank && (
        <button
          type="button"
          className={styles['blank']}
          aria-label={t('act.unblank')}
          onClick={() => talkOf(stores).setState({ blank: false })}
        />
      )}
      {speaker !== undefined && <SpeakerWindow target={speaker} />}
    </>
  );
}

/** The command, and what happens. */
function Told() {
  const { t } = useTranslation();
  const count = usePlayback((state) => state.hops.length);
  const { title, place, sentence } = useStepTexts();
  const { last } = useScenes();
  return (
    <div className={styles['caption']}>
      <Guessed large>
        {last !== undefined && (
          <code className={styles['command']}>
            <span>{nameOfPlace(last.place)}$</span> {last.line}
          </code>
        )}
        {count > 0 ? (
          <>
            <h1 className={styles['title']}>
              {title} <span className={styles['place']}>{place}</span>
            </h1>
            <p className={styles['sentence']}>
              <Explained {...sentence} />
            </p>
            <Decided />
          </>
        ) : (
          last === undefined && <h1 className={styles['sentence']}>{t('presenter.nothing')}</h1>
        )}
        <Banner />
      </Guessed>
    </div>
  );
}

function Controls() {
  const { t } = useTranslation('talk');
  const page = useTranslation().t;
  const stores = useStores();
  const playing = usePlayback((state) => state.playing);
  const count = usePlayback((state) => state.hops.length);
  const held = usePlayback((state) => state.held);
  const tool = useTalk((talk) => talk.tool);
  const speaker = useTalk((talk) => talk.speaker);
  const inClass = useClassroom(({ part }) => part !== undefined);
  useTalk((talk) => talk.blank);
  useGuessing(({ guess }) => guess?.stage);
  const { scenes, index } = useScenes();
  const { step, toggle } = stores.playback.getState();
  const acts = new Map(actsOf(stores, t, page).map((act) => [act.id, act]));
  const button = (id: Act['id'], pressed?: boolean) => {
    const act = acts.get(id);
    if (act === undefined) return null;
    const { label, icon, keys: [key = ''] = [], enabled, run } = act;
    return (
      <IconButton
        label={label}
        keys={keyCaps(key).join(' ')}
        icon={icon}
        disabled={enabled === false}
        aria-pressed={pressed}
        onClick={run}
      />
    );
  };
  return (
    <div className={styles['controls']}>
      {scenes.length > 0 && (
        <div className={styles['group']}>
          {button('scene-back')}
          <span className={styles['count']}>
            {index < 0 ? t('scene.start') : t('scene.now', { number: index + 1, count: scenes.length })}
          </span>
          {button('scene-on')}
        </div>
      )}
      {count > 0 && (
        <div className={`${styles['group']} ${styles['way']}`}>
          <IconButton
            label={page('timeline.by.packetBack')}
            keys=","
            icon={<SkipBack />}
            onClick={() => step(-1, 'packets')}
          />
          {button('back')}
          <IconButton
            label={playing ? page('timeline.pause') : page('timeline.play')}
            keys="Space"
            icon={playing ? <Pause /> : <Play />}
            onClick={toggle}
          />
          {button('on')}
          <IconButton
            label={page('timeline.by.packetOn')}
            keys="."
            icon={<SkipForward />}
            onClick={() => step(1, 'packets')}
          />
          {button('zoom', held)}
        </div>
      )}
      {inClass && <PresentedTools />}
      <div className={styles['wide']}>
        <div className={styles['group']}>
          {button('pen', tool === 'pen')}
          {button('laser', tool === 'laser')}
          {button('wipe')}
        </div>
      </div>
      <div className={styles['group']}>
        <span className={styles['wide']}>
          <Clock />
          {button('speaker', speaker !== undefined)}
        </span>
        {button('scenes')}
        <span className={styles['wide']}>{button('blank')}</span>
        <GuessSwitch />
        <IconButton
          label={page('commands.presentEnd')}
          keys="Esc"
          icon={<X />}
          onClick={() => setPresenting(stores, false)}
        />
      </div>
    </div>
  );
}

/** The time since the beginning; a click begins anew. */
function Clock() {
  const { t } = useTranslation('talk');
  const stores = useStores();
  const times = useTalk((talk) => talk.times);
  const time = clockText(spentInAll(times, useNow()));
  const anew = () =>
    talkOf(stores).setState(({ times: { runs } }) => ({ times: turnedTo(noTimes, runs?.scene, performance.now()) }));
  return (
    <Button look="quiet" className={styles['clock']} aria-label={t('act.clock', { time })} onClick={anew}>
      {time}
    </Button>
  );
}

/** Escape ends it, wherever the focus is; so does leaving the full screen, for which the browser keeps Escape to itself. */
function useWaysOut(): void {
  const stores = useStores();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || stores.view.getState().dialog !== undefined) return;
      if (classroomOf(stores).getState().projected) return;
      event.stopPropagation();
      const talk = talkOf(stores);
      const { tool, blank } = talk.getState();
      if (tool !== undefined || blank) talk.setState({ tool: undefined, blank: false });
      else setPresenting(stores, false);
    };
    const onChange = () => {
      if (document.fullscreenElement === null && !isOpening()) setPresenting(stores, false);
    };
    addEventListener('keydown', onKeyDown, true);
    document.addEventListener('fullscreenchange', onChange);
    return () => {
      removeEventListener('keydown', onKeyDown, true);
      document.removeEventListener('fullscreenchange', onChange);
    };
  }, [stores]);
}
