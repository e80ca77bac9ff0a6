import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../../world/world.ts';
import { useStores, useWorld } from '../../stores/stores.tsx';
import styles from '../Inspector.module.css';
import { Fold } from './Fold.tsx';

interface RawProps {
  readonly place: Place;
  readonly lines: readonly string[];
  /** The thing that the lines name: what stands open for one stands open for the next. */
  readonly about?: string | undefined;
}

/** What tools print at a place as it stands, one card each. Looking changes nothing. */
export function Raw({ place, lines, about = '' }: RawProps) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t('inspector.raw')}>
      <h3 className={styles['group']}>{t('inspector.raw')}</h3>
      {lines.map((line) => (
        <Fold key={line} id={`raw ${about === '' ? line : line.replace(about, '')}`} title={<code>{line}</code>}>
          {() => <Output place={place} line={line} />}
        </Fold>
      ))}
    </div>
  );
}

function Output({ place, line }: { readonly place: Place; readonly line: string }) {
  const { t } = useTranslation();
  const text = useOutput(place, line);
  return (
    <pre className={styles['raw']} tabIndex={0} aria-label={line}>
      {text === '' ? t('inspector.nothingPrinted') : text}
    </pre>
  );
}

/** The output of a command on the world as it stands. */
function useOutput(place: Place, line: string): string | undefined {
  const { t } = useTranslation();
  const { simulator } = useStores();
  const world = useWorld();
  const [text, setText] = useState<string>();
  useEffect(() => {
    let current = true;
    simulator.ask('look', world, place, line).then(
      (output) => current && setText(output.replace(/\n$/, '')),
      () => current && setText(t('inspector.notFoundOut')),
    );
    return () => {
      current = false;
    };
  }, [simulator, world, place, line, t]);
  return text;
}
