import { ArrowRight, Eye, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Guess as Asking } from '../../store/guessing.ts';
import { answerGuess, revealGuess, tellGuess } from '../../store/guesses.ts';
import { setGuessing } from '../../store/stores.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Asked } from '../questions/Asked.tsx';
import { useGuessing, useStores } from '../stores/stores.tsx';
import styles from './Guess.module.css';

/** What happens next? Asked before a command's traffic is shown. `large`: read from the back of a room. */
export default function Guess({ guess, large = false }: { readonly guess: Asking; readonly large?: boolean }) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const right = useGuessing((state) => state.right);
  const answered = useGuessing((state) => state.answered);
  const { posed, stage, chosen, entry } = guess;
  if (posed === undefined) return null;
  const goOn = () => {
    stores.guessing.setState({ guess: undefined });
    stores.playback.getState().play();
  };
  return (
    <section className={styles['guess']} data-large={large || undefined} aria-label={t('guess.title')}>
      <header className={styles['head']}>
        <h2>{t('guess.title')}</h2>
        <code className={styles['line']}>{entry.line}</code>
        {answered > 0 && <span className={styles['score']}>{t('guess.score', { right, count: answered })}</span>}
        {stage === 'sealed' && (
          <Button look="quiet" icon={<Eye />} onClick={() => revealGuess(stores)}>
            {t('guess.reveal')}
          </Button>
        )}
        {stage === 'told' && (
          <Button icon={<ArrowRight />} onClick={goOn}>
            {t('guess.goOn')}
          </Button>
        )}
        <IconButton label={t('guess.end')} icon={<X />} onClick={() => setGuessing(stores, false)} />
      </header>
      <Asked
        key={entry.id}
        posed={posed}
        chosen={chosen}
        stage={stage}
        onAnswer={(option) => answerGuess(stores, option)}
        onTellNow={() => tellGuess(stores)}
      />
    </section>
  );
}
