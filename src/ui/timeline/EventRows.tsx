import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hop } from '../../kernel/hop.ts';
import { listKeys } from '../controls/list-keys.ts';
import { useHopIndex, useStores } from '../stores/stores.tsx';
import { useTale } from '../story/step-texts.ts';
import styles from './EventList.module.css';
import { EventRow, type Around } from './EventRow.tsx';
import { chosenRow, rowsOf, toggled } from './events.ts';

/** Pixels. */
const ROW = 26;
/** Rows beyond what is seen, above and below. */
const SPARE = 6;

interface EventRowsProps {
  readonly hops: readonly Hop[];
  /** Those of them that are listed. */
  readonly indices: readonly number[];
}

/** Only the rows that are seen are there; the keyboard goes through all. */
export function EventRows({ hops, indices }: EventRowsProps) {
  const { t } = useTranslation();
  const { playback, view } = useStores();
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(200);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [choseStep, setChoseStep] = useState(true);
  const tale = useTale();
  const { steps, grain } = tale;
  const rows = useMemo(() => rowsOf(indices, steps, grain, open), [indices, steps, grain, open]);
  const chosen = chosenRow(rows, steps, useHopIndex(), choseStep);
  const around = useMemo<Around>(
    () => ({ ...tale, several: hops.some(({ flow }) => flow !== hops[0]?.flow) }),
    [tale, hops],
  );

  useEffect(() => {
    const box = body.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => setHeight(box.clientHeight));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const box = body.current;
    if (box === null || chosen < 0) return;
    const at = chosen * ROW;
    if (at < box.scrollTop) box.scrollTop = at;
    else if (at + 2 * ROW > box.scrollTop + box.clientHeight) box.scrollTop = at + 2 * ROW - box.clientHeight; // below the head
  }, [chosen]);

  const show = (at: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, at))];
    if (row === undefined) return;
    setChoseStep(row.kind === 'step');
    playback.getState().pause();
    playback.getState().seek(row.kind === 'step' ? (steps[row.step]?.hop ?? 0) : row.hop);
    view.getState().select(undefined);
  };
  const click = (at: number) => {
    const row = rows[at];
    show(at);
    if (row?.kind === 'step') setOpen(toggled(open, row.step));
  };
  /** Opens a step or closes it, as in any tree; yields whether the key did something. */
  const unfold = (key: string): boolean => {
    const row = rows[chosen];
    if (row?.kind === 'step') {
      if (open.has(row.step) !== (key === 'ArrowLeft')) return false;
      setOpen(toggled(open, row.step));
      return true;
    }
    const parent = rows.slice(0, chosen).findLastIndex(({ kind }) => kind === 'step');
    if (key !== 'ArrowLeft' || parent < 0) return false;
    show(parent);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = listKeys[event.key];
    const isFold = (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && !event.shiftKey && unfold(event.key);
    if (by === undefined && !isFold) return;
    event.preventDefault();
    event.stopPropagation();
    if (by !== undefined) show(chosen + by);
  };

  const first = Math.max(0, Math.floor(top / ROW) - SPARE);
  const last = Math.min(rows.length, Math.ceil((top + height) / ROW) + SPARE);
  return (
    <div
      ref={body}
      role="treegrid"
      tabIndex={0}
      className={styles['grid']}
      aria-label={t('events.label')}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={chosen >= first && chosen < last ? `${id}${chosen}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
    >
      <div role="rowgroup" className={styles['headGroup']}>
        <div role="row" aria-rowindex={1} className={[styles['row'], styles['head']].join(' ')}>
          {(['number', 'time', 'place', 'device', 'stageName', 'packet', 'decision'] as const).map((column) => (
            <span key={column} role="columnheader" data-column={column}>
              {t(`events.column.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles['body']}>
        <div role="presentation" style={{ height: rows.length * ROW, position: 'relative' }}>
          {rows.slice(first, last).map((row, index) => {
            const at = first + index;
            return (
              <EventRow
                key={row.kind === 'step' ? `step ${row.step}` : row.hop}
                id={`${id}${at}`}
                row={row}
                at={at}
                top={at * ROW}
                isChosen={at === chosen}
                isOpen={row.kind === 'step' ? open.has(row.step) : undefined}
                isInner={row.kind === 'hop' && row.inner}
                around={around}
                onClick={() => click(at)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
