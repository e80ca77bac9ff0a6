import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { End } from '../../world/ends.ts';
import type { Probe, Reach, Row } from '../../world/reach.ts';
import type { World } from '../../world/world.ts';
import { useStores } from '../stores/stores.tsx';
import styles from './Matrix.module.css';

/** How many rows are asked for at once. */
const PORTION = 8;

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
}

interface ReachTableProps {
  readonly world: World;
  readonly ends: readonly End[];
  readonly probe: Probe;
  readonly onCell: (from: End, to: End) => void;
  readonly markOf?: (from: End, to: End) => Mark | undefined;
}

/** How each of some ends reaches the others: a button a cell. The ends and the world stay the same while it is shown. */
export function ReachTable({ world, ends, probe, onCell, markOf }: ReachTableProps) {
  const { t } = useTranslation();
  const rows = useRows(world, ends, probe);
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label={t('matrix.title')}>
      <table className={styles['table']} aria-busy={rows.length < ends.length}>
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
          {ends.map((from, row) => (
            <tr key={from.place}>
              <th scope="row">{from.name}</th>
              {ends.map((to, column) => (
                <td key={to.place}>
                  <Cell
                    from={from}
                    to={to}
                    reach={rows[row]?.[column]}
                    mark={markOf?.(from, to)}
                    onClick={() => onCell(from, to)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly from: End;
  readonly to: End;
  readonly reach: Reach | undefined;
  readonly mark: Mark | undefined;
  readonly onClick: () => void;
}

function Cell({ from, to, reach, mark, onClick }: CellProps) {
  const { t } = useTranslation();
  if (reach === undefined) return null;
  const found = t('matrix.cell', { from: from.name, to: to.name, reach: t(`matrix.${reach}`) });
  const text = mark === undefined ? found : `${found} (${mark.text})`;
  return (
    <button
      type="button"
      className={styles['sign']}
      data-reach={reach}
      data-mark={mark?.look}
      aria-label={text}
      title={text}
      onClick={onClick}
    >
      {signs[reach]}
    </button>
  );
}

/** The rows as they are found out, some at a time. */
function useRows(world: World, ends: readonly End[], probe: Probe): readonly Row[] {
  const { simulator } = useStores();
  const [rows, setRows] = useState<readonly Row[]>([]);
  useEffect(() => {
    let wanted = true;
    const places = ends.map(({ place }) => place);
    const work = async () => {
      const found: Row[] = [];
      while (wanted && found.length < places.length) {
        const from = places.slice(found.length, found.length + PORTION);
        found.push(...(await simulator.ask('reach', world, from, places, probe)));
        if (wanted) setRows([...found]);
      }
    };
    work().catch(() => undefined); // the rows that took too long stay empty
    return () => {
      wanted = false;
    };
  }, [simulator, world, ends, probe]);
  return rows;
}
