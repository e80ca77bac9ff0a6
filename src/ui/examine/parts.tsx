import { useTranslation } from 'react-i18next';
import type { Result } from '../../doctor/reach/cell.ts';
import type { RuleAt, Why } from '../../doctor/reach/why.ts';
import { Rich } from '../lessons/Rich.tsx';
import styles from './Examine.module.css';
import { whySentence } from './why-text.ts';

/** How traffic ends, as a word with its colour. */
export function ResultWord({ result }: { readonly result: Result }) {
  const { t } = useTranslation('examining');
  return (
    <span className={styles['result']} data-result={result}>
      {t(`result.${result}`)}
    </span>
  );
}

/** What decided, in a sentence. */
export function Said({ why }: { readonly why: Why }) {
  useTranslation(['doctor', 'translation']); // follows the language
  return <Rich {...whySentence(why)} />;
}

/** A rule as iptables prints it, and where it stands. */
export function RuleLine({ rule: { place, table, text } }: { readonly rule: RuleAt }) {
  return (
    <code className={styles['rule']}>
      <span className={styles['prompt']}>
        {place} · {table}
      </span>{' '}
      {text}
    </code>
  );
}
