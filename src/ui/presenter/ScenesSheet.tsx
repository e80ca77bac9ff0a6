import { Play, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isTalk } from '../../history/scenes.ts';
import { goTo } from '../../store/stores.ts';
import { nameOfPlace } from '../../world/spots.ts';
import { Button } from '../controls/Button.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useLab, useStores, useView } from '../stores/stores.tsx';
import styles from './ScenesSheet.module.css';
import { setPresenting } from './presenting.ts';
import { useScenes } from './scenes.ts';
import { beginTalk } from './session.ts';
import { talkOf, useNow, useTalk } from './talk.ts';
import { clockText, spentInAll, spentOn } from './times.ts';

/** More scenes nobody gives a talk of. */
const MOST = 300;

/** The scenes of a talk at a glance: each leads there; how long each took when one presented last. */
export default function ScenesSheet() {
  const { t } = useTranslation('talk');
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const presenting = useView((view) => view.presenting);
  const talk = useLab(({ entries }) => isTalk(entries));
  const { scenes, index } = useScenes();
  const times = useTalk((state) => state.times);
  const now = useNow();
  const total = spentInAll(times, now);

  const rehearse = () => {
    close();
    talkOf(stores).setState({ fromStart: true });
    if (presenting) beginTalk(stores);
    else setPresenting(stores, true);
  };
  const show = (done: number) => {
    close();
    goTo(stores, done, true);
  };
  return (
    <Sheet title={t('scenes.title')} description={t('scenes.text')} wide>
      {scenes.length === 0 ? (
        <p>{t('scenes.empty')}</p>
      ) : (
        <div className={styles['scenes']}>
          {!talk && <p>{t('scenes.none')}</p>}
          <div className={styles['head']}>
            <Button look="primary" icon={<Play />} onClick={rehearse}>
              {t('scenes.rehearse')}
            </Button>
            <Button icon={<Printer />} onClick={() => stores.view.getState().open({ kind: 'handout' })}>
              {t('scenes.handout')}
            </Button>
            {total > 0 && <span className={styles['time']}>{t('scenes.total', { time: clockText(total) })}</span>}
          </div>
          <ol className={styles['list']} aria-label={t('scenes.list')}>
            {scenes.slice(0, MOST).map(({ at, command: { id, place, line, comment } }, scene) => {
              const spent = spentOn(times, id, now);
              return (
                <li key={id}>
                  <button
                    type="button"
                    className={styles['scene']}
                    aria-current={scene === index ? 'step' : undefined}
                    onClick={() => show(at + 1)}
                  >
                    <span className={styles['number']}>{scene + 1}</span>
                    <span className={styles['told']}>
                      <code>
                        <span>{nameOfPlace(place)}$</span> {line}
                      </code>
                      {comment !== undefined && <span className={styles['comment']}>{comment}</span>}
                    </span>
                    {spent > 0 && (
                      <span className={styles['time']}>{t('scenes.spent', { time: clockText(spent) })}</span>
                    )}
                  </button>
                </li>
              );
            })}
          </ol>
          {scenes.length > MOST && <p>{t('scenes.more', { number: scenes.length - MOST })}</p>}
        </div>
      )}
    </Sheet>
  );
}
