import { ExternalLink, Pause, Play, StepBack, StepForward } from 'lucide-react';
import { useLayoutEffect, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { fragmentOf, hopFragment } from '../../formats/link.ts';
import { documentOf, momentNow } from '../../store/document.ts';
import type { PageCommand } from '../commands/page-commands.tsx';
import { useShortcuts } from '../commands/shortcuts.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Dialogs } from '../dialogs/Dialogs.tsx';
import { Explained } from '../glossary/Explained.tsx';
import { GraphPanel } from '../graph/GraphPanel.tsx';
import { useReplay } from '../history/replaying.ts';
import { unframe } from '../page/frame.ts';
import { useShownTheme } from '../page/media.ts';
import { useOpening } from '../share/opening.ts';
import { usePlayback, useStores } from '../stores/stores.tsx';
import { useStepTexts } from '../story/step-texts.ts';
import { Banner } from '../timeline/Banner.tsx';
import { usePlaybackClock } from '../timeline/clock.ts';
import { ProgressLine } from '../presenter/ProgressLine.tsx';
import styles from './Embed.module.css';
import { useOuterPage } from './outer-page.ts';

/** The keys that a frame has: those of the story, and the one that hides and shows the answers. */
const isForFrame = ({ group, id }: PageCommand): boolean => group === 'story' || id === 'answers';

/** Hopscope in another page's frame: the picture, a play button, and the way to the whole of it. */
export default function Embed() {
  const theme = useShownTheme();
  useOpening();
  useOuterPage();
  usePlaybackClock();
  useShortcuts(isForFrame);
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useLayoutEffect(unframe, []);
  return (
    <div className={styles['embed']}>
      <GraphPanel />
      <div className={styles['why']}>
        <Banner />
      </div>
      <Bar />
      <Dialogs />
    </div>
  );
}

function Bar() {
  const { t } = useTranslation();
  const { playback } = useStores();
  const count = usePlayback(({ hops }) => hops.length);
  const playing = usePlayback((state) => state.playing);
  const { title, place, sentence } = useStepTexts();
  const replay = useReplay();
  const { step, toggle } = playback.getState();
  const runs = count > 0 ? playing : replay.state === 'playing';
  const play = count > 0 ? toggle : runs ? replay.pause : replay.start;
  return (
    <section className={styles['bar']} aria-label={t('embed.bar')}>
      <ProgressLine />
      <IconButton
        look="primary"
        className={styles['play']}
        label={runs ? t('timeline.pause') : t('timeline.play')}
        icon={runs ? <Pause /> : <Play />}
        onClick={play}
      />
      {count > 0 && (
        <>
          <IconButton label={t('timeline.back')} icon={<StepBack />} onClick={() => step(-1)} />
          <IconButton label={t('timeline.forward')} icon={<StepForward />} onClick={() => step(1)} />
        </>
      )}
      <div className={styles['caption']}>
        {count > 0 && (
          <>
            <p className={styles['title']}>
              {title} <span className={styles['place']}>{place}</span>
            </p>
            <p className={styles['sentence']}>
              <Explained {...sentence} />
            </p>
          </>
        )}
      </div>
      <WayOut />
    </section>
  );
}

/** Leads to the whole page, with the lab as it stands and at the hop that is shown. */
function WayOut() {
  const { t } = useTranslation();
  const stores = useStores();
  const { origin, pathname } = location;
  const aim = (event: SyntheticEvent<HTMLAnchorElement>) => {
    const moment = momentNow(stores);
    const fragment = `${fragmentOf(documentOf(stores))}${moment === undefined ? '' : hopFragment(moment)}`;
    event.currentTarget.href = `${origin}${pathname}#${fragment}`;
  };
  return (
    <a
      className={styles['out']}
      href={`${origin}${pathname}`}
      target="_blank"
      rel="noopener"
      onPointerEnter={aim}
      onFocus={aim}
      onClick={aim}
    >
      <ExternalLink aria-hidden />
      {t('embed.open')}
    </a>
  );
}
