import { MessageSquareText, Pencil, Trash2 } from 'lucide-react';
import { memo, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../store/steps.ts';
import { goTo } from '../../store/stores.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { listKeys } from '../controls/list-keys.ts';
import { useNarrow } from '../page/media.ts';
import { useGuessing, useLab, useStores } from '../stores/stores.tsx';
import { shownLine } from '../commands/shown-line.ts';
import { nameOfPlace } from '../../world/spots.ts';
import styles from './History.module.css';

/** Height of a row (px), also of one that a finger can hit. */
const ROW = 34;
const FINGER = 44;
/** Rows beyond what is seen, above and below. */
const SPARE = 40;

/**
 * The start and every command after it; of very many only the rows that are seen, and those that the keyboard is at. One of the
 * points in time can be reached by Tab, the arrow keys lead to the others.
 */
export function CommandList() {
  const { t } = useTranslation();
  const stores = useStores();
  const entries = useLab((lab) => lab.entries);
  const done = useLab((lab) => lab.done);
  const asked = useGuessing((guessing) => guessing.asked?.entry);
  const [chosen, setChosen] = useState(done);
  const [pointed, setPointed] = useState<number>();
  const list = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  const rowHeight = useNarrow() ? FINGER : ROW;
  const reachable = Math.min(chosen, entries.length);

  useEffect(() => {
    const box = list.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => setSeen(({ top }) => ({ top, height: box.clientHeight })));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  const bringIn = useCallback(
    (at: number) => {
      const box = list.current;
      if (box === null) return;
      const top = at * rowHeight;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
    },
    [rowHeight],
  );
  useEffect(() => bringIn(done), [done, bringIn]);

  const acts = useMemo<RowActions>(
    () => ({
      go: (at) => goTo(stores, at),
      comment: (at) => stores.view.getState().open({ kind: 'comment', at }),
      edit: (at) => stores.view.getState().open({ kind: 'amend', at, remove: false }),
      remove: (at) => stores.view.getState().open({ kind: 'amend', at, remove: true }),
      choose: setChosen,
      point: setPointed,
    }),
    [stores],
  );
  const reach = (at: number) => {
    flushSync(() => setChosen(at));
    bringIn(at);
    list.current?.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus({ preventScroll: true });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = listKeys[event.key];
    if (step !== undefined) reach(Math.max(0, Math.min(entries.length, reachable + step)));
    else if (reachable > 0 && (event.key === 'e' || event.key === 'F2')) acts.edit(reachable - 1);
    else if (reachable > 0 && event.code === 'KeyC') acts.comment(reachable - 1);
    else if (reachable > 0 && event.key === 'Delete') acts.remove(reachable - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const first = Math.max(0, Math.floor(seen.top / rowHeight) - SPARE);
  const last = Math.min(entries.length, Math.ceil((seen.top + seen.height) / rowHeight) + SPARE);
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  if (reachable < first) rows.unshift(reachable);
  if (reachable > last) rows.push(reachable);
  return (
    <div
      ref={list}
      className={styles['list']}
      onScroll={({ currentTarget }) => setSeen(({ height }) => ({ height, top: currentTarget.scrollTop }))}
    >
      <ol
        aria-label={t('history.list')}
        style={{ height: (entries.length + 1) * rowHeight }}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setPointed(undefined)}
      >
        {rows.map((at) => {
          const entry = entries[at - 1];
          return (
            <Row
              key={entry?.id ?? 'start'}
              entry={entry}
              sealed={entry !== undefined && entry.id === asked}
              at={at}
              count={entries.length + 1}
              height={rowHeight}
              state={at === done ? 'now' : at < done ? 'done' : 'ahead'}
              reachable={at === reachable}
              active={entry !== undefined && at === (pointed ?? reachable)}
              acts={acts}
            />
          );
        })}
      </ol>
    </div>
  );
}

/** All of them are told the number of the point in time, or of the command (from 0). */
interface RowActions {
  readonly go: (at: number) => void;
  readonly comment: (command: number) => void;
  readonly edit: (command: number) => void;
  readonly remove: (command: number) => void;
  readonly choose: (at: number) => void;
  readonly point: (at: number) => void;
}

interface RowProps {
  /** Undefined for the start. */
  readonly entry: Entry | undefined;
  /** A class is asked what comes of it. */
  readonly sealed: boolean;
  /** How many commands are done there. */
  readonly at: number;
  /** How many points in time there are. */
  readonly count: number;
  /** Px. */
  readonly height: number;
  readonly state: 'done' | 'now' | 'ahead';
  readonly reachable: boolean;
  readonly active: boolean;
  readonly acts: RowActions;
}

const Row = memo(function Row({ entry, sealed, at, count, height, state, reachable, active, acts }: RowProps) {
  const { t } = useTranslation();
  const failed = !sealed && entry !== undefined && entry.outcome.exit !== 0;
  const line = entry && shownLine(entry.line, t);
  return (
    <li
      className={styles['row']}
      style={{ top: at * height, height }}
      aria-setsize={count}
      aria-posinset={at + 1}
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
        title={line}
        onFocus={() => acts.choose(at)}
        onClick={() => acts.go(at)}
      >
        <span className={styles['number']}>{at}</span>
        {entry === undefined ? (
          <span className={styles['line']}>{t('history.start')}</span>
        ) : (
          <>
            <span className={styles['place']}>{nameOfPlace(entry.place)}</span>
            <code className={styles['line']}>{line}</code>
          </>
        )}
        {entry?.comment !== undefined && (
          <MessageSquareText className={styles['commented']} role="img" aria-label={t('history.commented')}>
            <title>{entry.comment}</title>
          </MessageSquareText>
        )}
        {failed && <span className={styles['failed']}>{t('history.failed', { exit: entry.outcome.exit })}</span>}
        {state === 'ahead' && <span className="visually-hidden">{t('history.ahead')}</span>}
      </button>
      {active && (
        <span className={styles['actions']}>
          <IconButton
            label={t('history.comment', { number: at })}
            keys="C"
            icon={<MessageSquareText />}
            onClick={() => acts.comment(at - 1)}
          />
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
