import { Wrench } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recreates } from '../../diagnosis/recreate.ts';
import type { Evidence, Finding, Severity } from '../../doctor/findings/finding.ts';
import type { Command } from '../../history/history.ts';
import { runCommand } from '../../store/stores.ts';
import { useLatest } from '../asking/use-answer.ts';
import { Waiting } from '../asking/Waiting.tsx';
import { Button } from '../controls/Button.tsx';
import { CopyText } from '../controls/CopyButton.tsx';
import { untouched } from '../controls/rich-text.ts';
import { Rich } from '../lessons/Rich.tsx';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import { selectionOf } from './evidence.ts';
import styles from './Examine.module.css';

const severities: readonly Severity[] = ['danger', 'warning', 'note'];

/** What is amiss in the lab, the worst first, and what mends it; looked for anew after each change. */
export function Findings() {
  const { t } = useTranslation('examining');
  const world = useWorld();
  const { simulator } = useStores();
  const summary = useRef<HTMLParagraphElement>(null);
  const asked = useLatest((follower) => simulator.follow(follower, 'findings', world), [simulator, world]);
  if (asked.state !== 'done') return <Waiting asked={asked} />;
  const found = severities.flatMap((severity) => asked.answer.filter((each) => each.severity === severity));
  const counts = severities.map((severity) =>
    t(`findings.count.${severity}`, { count: found.filter((each) => each.severity === severity).length }),
  );
  return (
    <div className={styles['part']} aria-busy={asked.stale || undefined}>
      {asked.stale && asked.wait.progress !== undefined && <Waiting asked={{ ...asked, state: 'working' }} />}
      <p ref={summary} role="status" tabIndex={-1}>
        {found.length === 0 ? t('findings.none') : t('findings.left', { counts: counts.join(', ') })}
      </p>
      <ul className={styles['cards']}>
        {found.map((finding) => (
          <FindingCard
            key={JSON.stringify([finding.kind, finding.machine, finding.values])}
            finding={finding}
            onRun={() => summary.current?.focus()}
          />
        ))}
      </ul>
    </div>
  );
}

function FindingCard({ finding, onRun }: { readonly finding: Finding; readonly onRun: () => void }) {
  const { t } = useTranslation('examining');
  const { t: doctor } = useTranslation('doctor');
  const { kind, severity, machine, values, evidence, fix } = finding;
  const isImported = useWorld().imported !== undefined;
  const sentence = (part: 'title' | 'reason' | 'risk') => (
    <Rich template={doctor(`findings.${kind}.${part}`, untouched)} values={values} />
  );
  return (
    <li className={styles['card']} data-severity={severity}>
      <h3>
        <span className={styles['severity']} data-severity={severity}>
          {t(`findings.severity.${severity}`)}
        </span>{' '}
        {sentence('title')}
      </h3>
      <p>{sentence('reason')}</p>
      <p className={styles['hint']}>{sentence('risk')}</p>
      {evidence.length > 0 && (
        <div className={styles['evidence']} role="group" aria-label={t('findings.evidence')}>
          {evidence.map((each, at) => (
            <EvidenceChip key={at} machine={machine} evidence={each} />
          ))}
        </div>
      )}
      {fix.length > 0 && <Fix fix={fix} onRun={onRun} />}
      {isImported && recreates(fix) && <p className={styles['hint']}>{t('findings.recreates')}</p>}
    </li>
  );
}

/** What shows it: a thing of the picture can be gone to. */
function EvidenceChip({ machine, evidence }: { readonly machine: string; readonly evidence: Evidence }) {
  const { t } = useTranslation('examining');
  const world = useWorld();
  const close = useView((view) => view.closeDialog);
  const reveal = useView((view) => view.reveal);
  const selection = selectionOf(world, machine, evidence);
  if (selection === undefined) return <code className={styles['chip']}>{evidence.text}</code>;
  const show = () => {
    close();
    reveal(selection);
  };
  return (
    <button
      type="button"
      className={styles['chip']}
      aria-label={t('findings.show', { text: evidence.text })}
      onClick={show}
    >
      {evidence.text}
    </button>
  );
}

function Fix({ fix, onRun }: { readonly fix: readonly Command[]; readonly onRun: () => void }) {
  const { t } = useTranslation('examining');
  const stores = useStores();
  const [failed, setFailed] = useState<string>();
  const [running, setRunning] = useState(false);
  const text = fix.map(({ line }) => line).join('\n');
  const run = async () => {
    setRunning(true);
    setFailed(undefined);
    for (const { place, line } of fix) {
      const entry = await runCommand(stores, place, line, false);
      if (entry === undefined || entry.outcome.exit !== 0) {
        setFailed(entry?.outcome.stderr.trim() ?? '');
        break;
      }
    }
    setRunning(false);
    onRun();
  };
  return (
    <>
      <code className={styles['lines']}>
        {fix.map(({ place, line }, at) => (
          <span key={at} className={styles['line']}>
            <span className={styles['prompt']}>{place}$</span> {line}
          </span>
        ))}
      </code>
      <div className={styles['buttons']}>
        <Button
          icon={<Wrench />}
          disabled={running}
          onClick={() => void run()}
          aria-label={t('findings.runThis', { text })}
        >
          {t('findings.run')}
        </Button>
        <CopyText text={text} label={t('findings.copy')} look="plain" />
      </div>
      {failed !== undefined && (
        <p role="alert" className={styles['bad']}>
          {t('findings.failed')} <code>{failed}</code>
        </p>
      )}
    </>
  );
}
