import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { End } from '../../world/ends.ts';
import type { Probe, Reach, Row } from '../../world/reach.ts';
import type { World } from '../../world/world.ts';
import { Button } from '../controls/Button.tsx';
import styles from './Matrix.module.css';
import { useRows } from './rows.ts';
import { ROW, useWindow } from './window.ts';

export const signs: Readonly<Record<Reach, string>> = {
  reached: '✓',
  refused: '✕',
  unreachable: '⊘',
  timeout: '…',
  unknown: '?',
};

/** What is said of a cell beside how it ends, and how it is marked. */
export interface Mark {
  readonly text: string;
  readonly look: 'must' | 'must-not';
  /** It is not as it is meant to be. */
  readonly broken?: boolean | undefined;
}

interface ReachTableProps {
  readonly world: World;
  readonly ends: readonly End[];
  readonly probe: Probe;
  /** The same function as long as it does the same. */
  readonly onCell: (from: End, to: End) => void;
  readonly markOf?: ((from: End, to: End, reach: Reach) => Mark | undefined) | undefined;
  /** What is told of the rows that are known, beneath the table. */
  readonly below?: ((rows: readonly Row[], done: boolean) => ReactNode) | undefined;
}

/** How each of some ends reaches the others: a button a cell. The ends and the world stay the same while it is shown. */
export function ReachTable({ world, ends, probe, onCell, markOf, below }: ReachTableProps) {
  const { t } = useTranslation();
  const { rows, state, stop, resume } = useRows(world, ends, probe);
  const { first, last, onScroll } = useWindow(ends.length);
  return (
    <>
      {/* In a room of its own, which a grid does not squeeze. */}
      <div>
        <div className={styles['scroll']} tabIndex={0} role="group" aria-label={t('matrix.title')} onScroll={onScroll}>
          <table className={styles['table']} aria-busy={state === 'working'} aria-rowcount={ends.length + 1}>
            <caption className="visually-hidden">{t('matrix.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('matrix.corner')}</th>
                {ends.map(({ place, name }) => (
                  <th key={place} scope="col">
                    <span>{name}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {first > 0 && <tr aria-hidden style={{ height: first * ROW }} />}
              {ends.slice(first, last).map((from, at) => (
                <CellRow
                  key={from.place}
                  at={first + at}
                  from={from}
                  ends={ends}
                  row={rows[first + at]}
                  onCell={onCell}
                  markOf={markOf}
                />
              ))}
              {last < ends.length && <tr aria-hidden style={{ height: (ends.length - last) * ROW }} />}
            </tbody>
          </table>
        </div>
      </div>
      {state !== 'done' && (
        <div className={styles['progress']}>
          <progress value={rows.length} max={ends.length} aria-label={t('matrix.working')} />
          <span role="status">
            {t(state === 'stopped' ? 'matrix.stoppedAt' : 'matrix.progress', { done: rows.length, count: ends.length })}
          </span>
          <Button onClick={state === 'stopped' ? resume : stop}>
            {t(state === 'stopped' ? 'matrix.resume' : 'matrix.stop')}
          </Button>
        </div>
      )}
      {below?.(rows, state === 'done')}
    </>
  );
}

interface CellRowProps extends Pick<ReachTableProps, 'ends' | 'onCell' | 'markOf'> {
  readonly at: number;
  readonly from: End;
  readonly row: Row | undefined;
}

const CellRow = memo(function CellRow({ at, from, ends, row, onCell, markOf }: CellRowProps) {
  return (
    <tr aria-rowindex={at + 2} style={{ height: ROW }}>
      <th scope="row">{from.name}</th>
      {ends.map((to, column) => {
        const reach = row?.[column];
        return (
          <td key={to.place}>
            {reach !== undefined && (
              <Cell
                from={from}
                to={to}
                reach={reach}
                mark={markOf?.(from, to, reach)}
                onClick={() => onCell(from, to)}
              />
            )}
          </td>
        );
      })}
    </tr>
  );
});

interface CellProps {
  readonly from: End;
  readonly to: End;
  readonly reach: Reach;
  readonly mark: Mark | undefined;
  readonly onClick: () => void;
}

function Cell({ from, to, reach, mark, onClick }: CellProps) {
  const { t } = useTranslation();
  const found = t('matrix.cell', { from: from.name, to: to.name, reach: t(`matrix.${reach}`) });
  const text = mark === undefined ? found : `${found} (${mark.text})`;
  return (
    <button
      type="button"
      className={styles['sign']}
      data-reach={reach}
      data-mark={mark?.look}
      data-broken={mark?.broken || undefined}
      aria-label={text}
      title={text}
      onClick={onClick}
    >
      {signs[reach]}
    </button>
  );
}
