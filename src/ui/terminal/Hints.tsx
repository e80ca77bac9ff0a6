import { Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../history/history.ts';
import type { Meaning } from '../../shell/meant/meant.ts';
import { startsContainer } from '../../shell/meant/starts.ts';
import { worldBefore, type Entry } from '../../store/steps.ts';
import { runShown } from '../actions/shown.ts';
import { useStores } from '../stores/stores.tsx';
import { dockerHostFor } from './elsewhere.ts';
import { promptOf } from './screen-text.ts';
import styles from './Terminal.module.css';

interface HintsProps {
  readonly entry: Entry;
  readonly isLatest: boolean;
}

/** What the page adds to what a command printed: where it runs, what was likely meant, or why its container ended at once. */
export function Hints({ entry, isLatest }: HintsProps) {
  const { t } = useTranslation();
  const host = dockerHostFor(entry);
  if (host !== undefined)
    return <Offer says={t('terminal.dockerAt', { host })} command={{ place: host, line: entry.line }} />;
  return isLatest && (entry.outcome.exit !== 0 || startsContainer(entry.line)) ? <Meanings entry={entry} /> : null;
}

/** Looked for once what was printed is there. */
function Meanings({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation();
  const { simulator, lab } = useStores();
  const [meanings, setMeanings] = useState<readonly Meaning[]>([]);
  useEffect(() => {
    let wanted = true;
    const world = worldBefore(lab.getState(), entry);
    const ask = async () => {
      const found = await simulator.ask('meant', world, entry.place, entry.line);
      if (wanted) setMeanings(found);
    };
    ask().catch(() => undefined); // it was only a guess
    return () => {
      wanted = false;
    };
  }, [simulator, lab, entry]);
  return meanings.map(({ why, place, line }) => (
    <Offer key={`${place} ${line}`} says={t(`terminal.meant.${why}`, { host: place })} command={{ place, line }} />
  ));
}

interface OfferProps {
  readonly says: string;
  readonly command: Command;
}

/** A sentence, and the command that it leads to, which a click runs. */
function Offer({ says, command }: OfferProps) {
  const { t } = useTranslation();
  const stores = useStores();
  const { place, line } = command;
  return (
    <p className={styles['aside']} role="note">
      {says}{' '}
      <button
        type="button"
        className={styles['elsewhere']}
        aria-label={t('terminal.runAt', { line, host: place })}
        onClick={() => void runShown(stores, command)}
      >
        <Play aria-hidden />
        {promptOf(place)} {line}
      </button>
    </p>
  );
}
