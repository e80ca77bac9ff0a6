import { ArrowRight, Check, Eye, Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../controls/Button.tsx';
import { useView } from '../../stores/stores.tsx';
import styles from './Why.module.css';
import type { RemedyView } from './why.ts';

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
