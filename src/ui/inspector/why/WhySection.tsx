import { ArrowRight, Check, Eye, RotateCw, Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../controls/Button.tsx';
import { Explained } from '../../glossary/Explained.tsx';
import { useView } from '../../stores/stores.tsx';
import { Section } from '../parts/Section.tsx';
import styles from './Why.module.css';
import { useWhy, type RemedyView } from './why.ts';

/** Why it failed, at the hop that decided: the sentence, what would mend it, and another try. */
export function WhySection() {
  const { t } = useTranslation();
  const why = useWhy();
  if (why === undefined) return null;
  if (why.hidden)
    return (
      <Section title={t('why.title')} tone="bad">
        <div className={styles['body']}>
          <Reveal />
        </div>
      </Section>
    );
  return (
    <Section title={t('why.title')} tone="bad">
      <div className={styles['body']}>
        <p className={styles['sentence']}>
          <Explained {...why.sentence} />
        </p>
        {why.remedies.map((remedy) => (
          <RemedyButton key={remedy.text} remedy={remedy} />
        ))}
        {why.remedies.length === 0 && <p className={styles['none']}>{t('why.noFix')}</p>}
        <Button icon={<RotateCw />} look={why.mended ? 'primary' : 'plain'} onClick={why.tryAgain}>
          {t('why.again')}
        </Button>
      </div>
    </Section>
  );
}

/** In the place of an answer that is hidden. */
export function Reveal() {
  const { t } = useTranslation();
  const hideAnswers = useView((view) => view.hideAnswers);
  return (
    <Button icon={<Eye />} onClick={() => hideAnswers(false)}>
      {t('why.reveal')}
    </Button>
  );
}

/** Runs a remedy; shows its commands. */
export function RemedyButton({
  remedy,
  className,
}: {
  readonly remedy: RemedyView;
  readonly className?: string | undefined;
}) {
  const { t } = useTranslation();
  const { how, commands, text, done, run } = remedy;
  const name = done
    ? t('why.fixed', { commands: text })
    : how === 'mend'
      ? t('why.run', { commands: text })
      : t('why.instead', { commands: text });
  return (
    <button
      type="button"
      className={[styles['remedy'], className].filter(Boolean).join(' ')}
      aria-label={name}
      title={text}
      data-done={done || undefined}
      disabled={done && how === 'mend'}
      onClick={run}
    >
      <span className={styles['how']}>
        {done ? <Check /> : how === 'mend' ? <Wrench /> : <ArrowRight />}
        {how === 'mend' ? t('why.fix') : t('why.insteadShort')}
      </span>
      <code className={styles['lines']}>
        {commands.map(({ place, line }) => (
          <span key={line}>
            <span className={styles['prompt']}>{place}$</span> {line}
          </span>
        ))}
      </code>
    </button>
  );
}
