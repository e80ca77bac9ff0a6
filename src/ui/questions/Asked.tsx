import { Check, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Posed } from '../../teaching/question.ts';
import { Button } from '../controls/Button.tsx';
import { Explained } from '../glossary/Explained.tsx';
import { Rich } from '../lessons/Rich.tsx';
import { Shown } from '../lessons/Shown.tsx';
import styles from './Asked.module.css';
import choices from './Options.module.css';
import { asksText, becauseText, optionText } from './texts.ts';

interface Props {
  readonly posed: Posed;
  /** The answer that was chosen. */
  readonly chosen?: string | undefined;
  /** Sealed until one is chosen; then its story plays to where it is seen, and it is told. */
  readonly stage: 'sealed' | 'playing' | 'told';
  readonly onAnswer: (chosen: string) => void;
  readonly onTellNow: () => void;
}

/** A question before something happens: its answer is sealed until one is chosen. */
export function Asked({ posed, chosen, stage, onAnswer, onTellNow }: Props) {
  const { t } = useTranslation('lessons');
  const name = useId();
  const [marked, setMarked] = useState<string>();
  const isSealed = stage === 'sealed';
  const picked = chosen ?? (isSealed ? marked : undefined);
  const options = posed.options.map((option) => ({
    ...option,
    fares:
      stage !== 'told' ? undefined : option.id === posed.right ? 'right' : option.id === chosen ? 'wrong' : undefined,
  }));
  return (
    <form
      className={styles['question']}
      onSubmit={(event) => {
        event.preventDefault();
        if (picked !== undefined) onAnswer(picked);
      }}
    >
      <fieldset className={choices['options']} disabled={!isSealed}>
        <legend>
          <Rich {...asksText(t, posed.asks)} />
        </legend>
        {options.map(({ id, text, fares }) => (
          <label key={id} className={choices['option']} data-fares={fares} data-chosen={id === picked || undefined}>
            <input type="radio" name={name} value={id} checked={id === picked} onChange={() => setMarked(id)} />
            <span className={choices['label']}>
              <Rich {...optionText(t, text)} />
            </span>
            {fares === 'right' && <Check aria-label={t('question.isRight')} />}
            {fares === 'wrong' && <X aria-label={t('question.chosen')} />}
          </label>
        ))}
      </fieldset>
      {isSealed && (
        <div className={styles['asking']}>
          <Button look="primary" type="submit" disabled={picked === undefined}>
            {t('question.answer')}
          </Button>
          <span className={styles['note']}>{t('question.sealed')}</span>
        </div>
      )}
      <div role="status">
        {stage === 'playing' && (
          <p className={styles['asking']}>
            <span className={styles['note']}>{t('question.plays')}</span>
            <Button onClick={onTellNow}>{t('question.tellNow')}</Button>
          </p>
        )}
        {stage === 'told' && <Verdict posed={posed} chosen={chosen} />}
      </div>
    </form>
  );
}

/** Right or wrong: what the answer would have needed, and why the right one is right. */
function Verdict({ posed: { options, right }, chosen }: Pick<Props, 'posed' | 'chosen'>) {
  const { t } = useTranslation('lessons');
  const isRight = chosen === right;
  const because = (isRight || chosen === undefined ? [right] : [chosen, right]).flatMap(
    (id) => options.find((option) => option.id === id)?.because ?? [],
  );
  return (
    <Shown className={styles['verdict']} data-right={isRight || chosen === undefined || undefined}>
      {chosen !== undefined && <b>{t(isRight ? 'question.right' : 'question.wrong')} </b>}
      {because.map((said, at) => (
        <span key={at}>
          <Explained {...becauseText(t, said)} />{' '}
        </span>
      ))}
    </Shown>
  );
}
