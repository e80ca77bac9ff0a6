import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Packet.module.css';

/** Octets in a row. */
const ROW = 8;

interface OctetsProps {
  readonly octets: readonly number[];
  /** The octets of what is chosen. */
  readonly from: number;
  readonly to: number;
  readonly onChoose: (octet: number) => void;
}

/** A packet's octets in hexadecimal and as text, those of the chosen field lit. */
export function Octets({ octets, from, to, onChoose }: OctetsProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const rows = Array.from({ length: Math.ceil(octets.length / ROW) }, (_, row) => row * ROW);

  useEffect(() => {
    const lit = to > from ? box.current?.querySelector<HTMLElement>('[data-lit]') : undefined;
    const pane = box.current;
    if (!lit || !pane) return;
    const top = lit.offsetTop - pane.offsetTop;
    if (top < pane.scrollTop || top > pane.scrollTop + pane.clientHeight - lit.offsetHeight) pane.scrollTop = top - 24;
  }, [from, to]);

  return (
    <div ref={box} role="region" className={styles['octets']} aria-label={t('packet.octets')} tabIndex={0}>
      {rows.map((start) => (
        <Row
          key={start}
          start={start}
          text={octets
            .slice(start, start + ROW)
            .map((octet) => octet.toString(16).padStart(2, '0'))
            .join(' ')}
          from={Math.max(from, start)}
          to={Math.min(to, start + ROW)}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}

interface RowProps {
  readonly start: number;
  /** `45 00 …` */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly onChoose: (octet: number) => void;
}

const Row = memo(function Row({ start, text, from, to, onChoose }: RowProps) {
  const pairs = text.split(' ');
  const lit = (at: number) => (start + at >= from && start + at < to) || undefined;
  return (
    <div className={styles['octetRow']}>
      <span className={styles['offset']}>{start.toString(16).padStart(4, '0')}</span>
      <span className={styles['hex']}>
        {pairs.map((pair, at) => (
          <span key={at} data-lit={lit(at)} onClick={() => onChoose(start + at)}>
            {pair}
          </span>
        ))}
      </span>
      <span className={styles['ascii']}>
        {pairs.map((pair, at) => (
          <span key={at} data-lit={lit(at)} onClick={() => onChoose(start + at)}>
            {printable(parseInt(pair, 16))}
          </span>
        ))}
      </span>
    </div>
  );
});

/** A character of ASCII, or a point for what has none. */
const printable = (octet: number): string => (octet > 31 && octet < 127 ? String.fromCharCode(octet) : '.');
