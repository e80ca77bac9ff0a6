import { Pencil, Trash2 } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../store/steps.ts';
import { goTo } from '../../store/stores.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { listKeys } from '../controls/list-keys.ts';
import { useLab, useStores } from '../stores/stores.tsx';
import { nameOfPlace } from '../../world/spots.ts';
import styles from './History.module.css';

/** The start and every command after it. One of the points in time can be reached by Tab, the arrow keys lead to the others. */
export function CommandList() {
  const { t } = useTranslation();
  const stores = useStores();
  const entries = useLab((lab) => lab.entries);
  const done = useLab((lab) => lab.done);
  const [chosen, setChosen] = useState(done);
  const [pointed, setPointed] = useState<number>();
  const list = useRef<HTMLOListElement>(null);
  const reachable = Math.min(chosen, entries.length);

  const rowAt = (at: number) => list.current?.querySelector<HTMLElement>(`[data-at="${at}"]`);
  useEffect(() => {
    list.current?.querySelector(`[data-at="${done}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [done]);

  const acts = useMemo<RowActions>(
    () => ({
      go: (at) => goTo(stores, at),
      edit: (at) => stores.view.getState().open({ kind: 'amend', at, remove: false }),
      remove: (at) => stores.view.getState().open({ kind: 'amend', at, remove: true }),
      choose: setChosen,
      point: setPointed,
    }),
    [stores],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = listKeys[event.key];
    if (step !== undefined) rowAt(Math.max(0, Math.min(entries.length, reachable + step)))?.focus();
    else if (reachable > 0 && (event.key === 'e' || event.key === 'F2')) acts.edit(reachable - 1);
    else if (reachable > 0 && event.key === 'Delete') acts.remove(reachable - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const rowOf = (entry: Entry | undefined, at: number) => (
    <Row
      key={entry?.id ?? 'start'}
      entry={entry}
      at={at}
      state={at === done ? 'now' : at < done ? 'done' : 'ahead'}
      reachable={at === reachable}
      active={entry !== undefined && at === (pointed ?? reachable)}
      acts={acts}
    />
  );
  return (
    <ol
      ref={list}
      className={styles['list']}
      aria-label={t('history.list')}
      onKeyDown={onKeyDown}
      onPointerLeave={() => setPointed(undefined)}
    >
      {rowOf(undefined, 0)}
      {entries.map((entry, index) => rowOf(entry, index + 1))}
    </ol>
  );
}

/** All of them are told the number of the point in time, or of the command (from 0). */
interface RowActions {
  readonly go: (at: number) => void;
  readonly edit: (command: number) => void;
  readonly remove: (command: number) => void;
  readonly choose: (at: number) => void;
  readonly point: (at: number) => void;
}

interface RowProps {
  /** Undefined for the start. */
  readonly entry: Entry | undefined;
  /** How many commands are done there. */
  readonly at: number;
  readonly state: 'done' | 'now' | 'ahead';
  readonly reachable: boolean;
  readonly active: boolean;
  readonly acts: RowActions;
}

const Row = memo(function Row({ entry, at, state, reachable, active, acts }: RowProps) {
  const { t } = useTranslation();
  const failed = entry !== undefined && entry.outcome.exit !== 0;
  return (
    <li
      className={styles['row']}
      data-state={state}
      data-active={active || undefined}
      onPointerEnter={() => acts.point(at)}
    >
      <button
        type="button"
        className={styles['go']}
        data-at={at}
        tabIndex={reachable ? 0 : -1}
        aria-current={state === 'now' ? 'step' : undefined}
        title={entry?.line}
        onFocus={() => acts.choose(at)}
        onClick={() => acts.go(at)}
      >
        <span className={styles['number']}>{at}</span>
        {entry === undefined ? (
          <span className={styles['line']}>{t('history.start')}</span>
        ) : (
          <>
            <span className={styles['place']}>{nameOfPlace(entry.place)}</span>
            <code className={styles['line']}>{entry.line}</code>
          </>
        )}
        {failed && <span className={styles['failed']}>{t('history.failed', { exit: entry.outcome.exit })}</span>}
        {state === 'ahead' && <span className="visually-hidden">{t('history.ahead')}</span>}
      </button>
      {active && (
        <span className={styles['actions']}>
          <IconButton
            label={t('history.editThis', { number: at })}
            keys="E"
            icon={<Pencil />}
            onClick={() => acts.edit(at - 1)}
          />
          <IconButton
            label={t('history.deleteThis', { number: at })}
            keys="Delete"
            icon={<Trash2 />}
            onClick={() => acts.remove(at - 1)}
          />
        </span>
      )}
    </li>
  );
});
