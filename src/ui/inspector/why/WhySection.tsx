import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../controls/Button.tsx';
import { Explained } from '../../glossary/Explained.tsx';
import { Section } from '../parts/Section.tsx';
import { RemedyButton, Reveal } from './Remedy.tsx';
import styles from './Why.module.css';
import { useWhy } from './why.ts';

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
