import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stateOf, stepAt, type OpenLesson } from '../../store/lesson.ts';
import { guess, showMe } from '../../store/teaching.ts';
import type { Command } from '../../history/history.ts';
import type { Prose as ProseTokens, StepTexts } from '../../teaching/texts.ts';
import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import { Explained } from '../glossary/Explained.tsx';
import { Button } from '../controls/Button.tsx';
import { useLab, useStores } from '../stores/stores.tsx';
import asked from '../questions/Asked.module.css';
import styles from './LessonDock.module.css';
import { Prose } from './Prose.tsx';
import { Shown } from './Shown.tsx';
import { Commands } from './Watch.tsx';

/** A hint: why it fails as the model finds it, the author's words, or the next command of a solution. */
type Hint =
  | { readonly diagnosis: Diagnosis | 'none' }
  | { readonly prose: ProseTokens }
  | { readonly command: Command };

/** What there is to help at a step, from where to look to what to type. */
export function useHints(open: OpenLesson, texts: StepTexts | undefined): readonly Hint[] {
  const done = useLab(({ entries, done }) => entries.slice(0, done).length);
  const lines = useLab(({ entries }) => entries).slice(0, done);
  const step = stepAt(open);
  if (step?.kind !== 'do' && step?.kind !== 'find') return [];
  const { diagnosis } = stateOf(open, open.step);
  const written: readonly Hint[] = texts?.hints.map((prose) => ({ prose })) ?? [];
  if (step.kind === 'find') return written;
  const own: readonly Hint[] = diagnosis === undefined ? written : [{ diagnosis }, ...written];
  const command = open.lesson.solutions[0]?.commands.find(
    ({ place, line }) => !lines.some((entry) => entry.place === place && entry.line === line),
  );
  return command === undefined ? own : [...own, { command }];
}

interface HintsProps {
  readonly open: OpenLesson;
  readonly hints: readonly Hint[];
}

/** The hints that were taken; after the last of them the way to a solution. */
export function Hints({ open, hints }: HintsProps) {
  const { t } = useTranslation('lessons');
  const { hints: count } = stateOf(open, open.step);
  const kind = stepAt(open)?.kind;
  if (count === 0 || (kind !== 'do' && kind !== 'find')) return null;
  const taken = hints.slice(0, count);
  return (
    <section className={styles['hints']} aria-label={t('hint.title')}>
      <div role="log">
        <ol className={styles['hintList']}>
          {taken.map((hint, at) => (
            <li key={at} aria-label={t('hint.number', { number: at + 1, count: hints.length })}>
              <Shown>
                {'diagnosis' in hint ? (
                  <Why diagnosis={hint.diagnosis} />
                ) : 'prose' in hint ? (
                  <Prose tokens={hint.prose} inline />
                ) : (
                  <>
                    <p>{t('hint.command')}</p>
                    <Commands commands={[hint.command]} />
                  </>
                )}
              </Shown>
            </li>
          ))}
        </ol>
      </div>
      {count >= hints.length && <ShowMe open={open} />}
    </section>
  );
}

/** Why the traffic of a goal fails. */
function Why({ diagnosis }: { readonly diagnosis: Diagnosis | 'none' }) {
  const { t } = useTranslation();
  const { t: words } = useTranslation('lessons');
  if (diagnosis === 'none') return words('hint.gone');
  return (
    <Explained template={t(`diagnosis.${diagnosis.kind}`, { skipInterpolation: true })} values={diagnosis.values} />
  );
}

/** Plays a solution; what is to be found is told. */
function ShowMe({ open }: { readonly open: OpenLesson }) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const [busy, setBusy] = useState(false);
  const { sought, found } = stateOf(open, open.step);
  const isFind = stepAt(open)?.kind === 'find';
  const show = async () => {
    if (isFind) {
      if (sought !== undefined && sought !== 'none') guess(stores, sought.accepts[0] ?? '');
      return;
    }
    setBusy(true);
    await showMe(stores);
    setBusy(false);
  };
  if (isFind && found === true) return null;
  return (
    <Shown className={asked['asking']}>
      <Button disabled={busy} onClick={() => void show()}>
        {t('hint.showMe')}
      </Button>
      <span className={asked['note']}>{busy ? t('hint.works') : isFind ? '' : t('hint.showMeHint')}</span>
    </Shown>
  );
}
