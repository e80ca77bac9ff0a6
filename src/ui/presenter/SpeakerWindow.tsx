import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { nameOfPlace } from '../../world/spots.ts';
import { commandsOf } from '../commands/page-commands.tsx';
import { listenToKeys } from '../commands/shortcuts.ts';
import { Button } from '../controls/Button.tsx';
import { plainText } from '../controls/rich-text.ts';
import { useShownTheme } from '../page/media.ts';
import { useLab, usePlayback, useStores } from '../stores/stores.tsx';
import { useNextStep, useStepTexts } from '../story/step-texts.ts';
import styles from './SpeakerWindow.module.css';
import { actsOf } from './acts.tsx';
import { useScenes } from './scenes.ts';
import { dress } from './speaker.ts';
import { useNow, useTalk } from './talk.ts';
import { clockText, spentInAll, spentOn } from './times.ts';

/** What the speaker alone sees, in a window of its own: it is a part of this page, so nothing is sent anywhere. */
export function SpeakerWindow({ target }: { readonly target: Window }) {
  const { t, i18n } = useTranslation('talk');
  const page = useTranslation().t;
  const stores = useStores();
  const theme = useShownTheme();
  useEffect(
    () => dress(target, { theme, language: i18n.language, title: t('speaker.title') }),
    [target, theme, i18n.language, t],
  );
  useEffect(
    () =>
      listenToKeys(target, () => [
        ...actsOf(stores, t, page),
        ...commandsOf(stores, page).filter(({ group }) => group === 'story' || group === 'lessons'),
      ]),
    [target, stores, t, page],
  );
  return createPortal(<Speaker />, target.document.body);
}

function Speaker() {
  const { t } = useTranslation('talk');
  const page = useTranslation().t;
  const stores = useStores();
  const { scenes, index, last, next } = useScenes();
  const entries = useLab((lab) => lab.entries);
  const done = useLab((lab) => lab.done);
  const count = usePlayback((state) => state.hops.length);
  const blank = useTalk((talk) => talk.blank);
  const { title, place, sentence } = useStepTexts();
  const then = useNextStep();
  const following = entries[done];
  const acts = actsOf(stores, t, page);
  return (
    <main className={styles['speaker']} aria-label={t('speaker.label')}>
      <header className={styles['head']}>
        <h1>{index < 0 ? t('scene.start') : t('scene.now', { number: index + 1, count: scenes.length })}</h1>
        <Clocks scene={last?.id ?? 0} />
      </header>
      {last !== undefined && <CommandLine place={last.place} line={last.line} />}
      <section className={styles['notes']} aria-label={t('speaker.notes')}>
        {last?.comment === undefined ? <p className={styles['none']}>{t('speaker.noNotes')}</p> : <p>{last.comment}</p>}
      </section>
      <section className={styles['now']} aria-label={t('speaker.now')}>
        <h2>{t('speaker.now')}</h2>
        {blank && <p role="status">{t('speaker.blank')}</p>}
        {count === 0 ? (
          <p className={styles['none']}>{t('speaker.nothing')}</p>
        ) : (
          <>
            <h3>
              {title} · {place}
            </h3>
            <p>{plainText(sentence.template, sentence.values)}</p>
            {then !== undefined && (
              <p className={styles['none']}>
                {t('speaker.then')} {plainText(then.template, then.values)}
              </p>
            )}
          </>
        )}
      </section>
      <section className={styles['next']} aria-label={t('speaker.nextCommand')}>
        <h2>{t('speaker.nextCommand')}</h2>
        {following === undefined || next === undefined ? (
          <p className={styles['none']}>{t('speaker.end')}</p>
        ) : (
          <CommandLine place={following.place} line={following.line} />
        )}
      </section>
      <footer className={styles['foot']}>
        {acts
          .filter(({ id }) => onDesk.has(id))
          .map(({ id, label, icon, enabled, run }) => (
            <Button key={id} icon={icon} disabled={enabled === false} onClick={run}>
              {label}
            </Button>
          ))}
      </footer>
    </main>
  );
}

/** What the speaker has buttons for. */
const onDesk: ReadonlySet<string> = new Set(['back', 'on', 'scene-back', 'scene-on', 'blank']);

const CommandLine = ({ place, line }: { readonly place: string; readonly line: string }) => (
  <code className={styles['line']}>
    <span>{nameOfPlace(place)}$</span> {line}
  </code>
);

function Clocks({ scene }: { readonly scene: number }) {
  const { t } = useTranslation('talk');
  const times = useTalk((talk) => talk.times);
  const now = useNow();
  return (
    <dl className={styles['clocks']}>
      <dt>{t('speaker.scene')}</dt>
      <dd>{clockText(spentOn(times, scene, now))}</dd>
      <dt>{t('speaker.all')}</dt>
      <dd>{clockText(spentInAll(times, now))}</dd>
    </dl>
  );
}
