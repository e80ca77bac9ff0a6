import { FlaskConical } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { worldOf } from '../../store/lab.ts';
import { goalsOf } from '../../teaching/lesson.ts';
import type { Examination, Way } from '../../teaching/made/examine.ts';
import type { MadeLesson } from '../../teaching/made/made.ts';
import { Button } from '../controls/Button.tsx';
import { plainText } from '../controls/rich-text.ts';
import { useStores } from '../stores/stores.tsx';
import styles from './Maker.module.css';
import { Part } from './Part.tsx';

type Tried = { readonly of: MadeLesson; readonly result: Examination | 'failed' };

/** Tries the lesson; what comes after it is shown once it stands. */
export function TestPart({ draft, children }: { readonly draft: MadeLesson; readonly children: ReactNode }) {
  const { t } = useTranslation('lessons');
  const { simulator, lab } = useStores();
  const [tried, setTried] = useState<Tried>();
  const [busy, setBusy] = useState(false);
  // What was tried before it changed says nothing.
  const result = tried?.of === draft ? tried.result : undefined;
  const run = async () => {
    setBusy(true);
    try {
      setTried({ of: draft, result: await simulator.ask('examine', worldOf(lab.getState()), draft, draft.seed) });
    } catch {
      setTried({ of: draft, result: 'failed' });
    } finally {
      setBusy(false);
    }
  };
  const sound = result !== undefined && result !== 'failed' && result.sound;
  return (
    <>
      <Part title={t('maker.test.title')}>
        <Button icon={<FlaskConical />} look={sound ? 'plain' : 'primary'} disabled={busy} onClick={() => void run()}>
          {t(busy ? 'maker.test.running' : 'maker.test.run')}
        </Button>
        <div role="status" className={styles['result']}>
          {result === 'failed' && <p>{t('maker.test.failed')}</p>}
          {result !== undefined && result !== 'failed' && <Result draft={draft} result={result} />}
          {!sound && <p className={styles['hint']}>{t('maker.test.unfinished')}</p>}
        </div>
      </Part>
      {sound && children}
    </>
  );
}

const failing = ({ verdicts }: Way): string => verdicts.flatMap(({ held }, i) => (held ? [] : [i + 1])).join(', ');

function Result({ draft, result }: { readonly draft: MadeLesson; readonly result: Examination }) {
  const { t } = useTranslation('lessons');
  const { start, solutions, pitfalls, sound } = result;
  const say = (
    key: 'solutionFails' | 'superfluous' | 'pitfallPasses' | 'pitfallTrips',
    values: Record<string, string | number>,
  ) => plainText(t(`maker.test.${key}`, { skipInterpolation: true }), values);
  const lines = [
    ...(goalsOf(draft).length === 0 ? [t('maker.test.noGoals')] : []),
    ...(solutions.length === 0 ? [t('maker.test.noSolution')] : []),
    ...(start.passes ? [t('maker.test.startPasses')] : []),
    ...solutions.flatMap((way, i) => [
      ...(way.passes ? [] : [say('solutionFails', { n: i + 1, goals: failing(way) })]),
      ...way.superfluous.map((at) =>
        say('superfluous', { n: i + 1, line: draft.solutions[i]?.commands[at]?.line ?? '' }),
      ),
    ]),
    ...pitfalls.map((way, i) =>
      way.passes ? say('pitfallPasses', { n: i + 1 }) : say('pitfallTrips', { n: i + 1, goals: failing(way) }),
    ),
  ];
  return (
    <>
      {sound && <p data-tone="good">{t('maker.test.sound')}</p>}
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
