import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../../store/stores.ts';
import type { World } from '../../world/world.ts';
import { Field, Select, TextInput } from '../controls/Field.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import { endsOf, type End } from '../../world/ends.ts';
import styles from './Matrix.module.css';
import { addressAt, probeLine, reaches, type Probe, type Reach, type Row } from '../../world/reach.ts';

/** How many rows are asked for at once. */
const PORTION = 8;

const signs: Readonly<Record<Reach, string>> = { reached: '✓', refused: '✕', unreachable: '⊘', timeout: '…' };

/** Who can reach whom: everywhere to everywhere, with a choice of what is sent. */
export default function Matrix() {
  const { t } = useTranslation();
  const world = useWorld();
  const [kind, setKind] = useState<Probe['kind']>('tcp');
  const [port, setPort] = useState('80');
  const number = Number(port);
  const isPort = Number.isInteger(number) && number > 0 && number < 65_536;
  return (
    <Sheet title={t('matrix.title')} description={t('matrix.description')} wide>
      <div className={styles['controls']}>
        <Field label={t('matrix.protocol')}>
          {(ids) => (
            <Select {...ids} value={kind} onChange={(event) => setKind(event.target.value === 'ping' ? 'ping' : 'tcp')}>
              <option value="tcp">TCP</option>
              <option value="ping">ping (ICMP)</option>
            </Select>
          )}
        </Field>
        {kind === 'tcp' && (
          <Field label={t('matrix.port')}>
            {(ids) => (
              <TextInput
                {...ids}
                mono
                inputMode="numeric"
                value={port}
                aria-invalid={!isPort}
                onChange={(event) => setPort(event.target.value)}
              />
            )}
          </Field>
        )}
        <ul className={styles['legend']}>
          {reaches.map((reach) => (
            <li key={reach}>
              <span className={styles['sign']} data-reach={reach} aria-hidden>
                {signs[reach]}
              </span>
              {t(`matrix.${reach}`)}
            </li>
          ))}
        </ul>
      </div>
      {(kind === 'ping' || isPort) && <Table key={`${kind} ${port}`} world={world} kind={kind} port={number} />}
    </Sheet>
  );
}

/** The rows as they are found out, some at a time. */
function useRows(world: World, ends: readonly End[], kind: Probe['kind'], port: number): readonly Row[] {
  const { simulator } = useStores();
  const [rows, setRows] = useState<readonly Row[]>([]);
  useEffect(() => {
    let wanted = true;
    const probe: Probe = kind === 'ping' ? { kind } : { kind, port };
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
  }, [simulator, world, ends, kind, port]);
  return rows;
}

interface TableProps {
  readonly world: World;
  readonly kind: Probe['kind'];
  readonly port: number;
}

function Table({ world, kind, port }: TableProps) {
  const { t } = useTranslation();
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const [ends] = useState(() => endsOf(world).filter(({ running }) => running));
  const rows = useRows(world, ends, kind, port);
  const open = (from: End, to: End) => {
    const address = addressAt(world, to.place, from.place);
    if (address === undefined) return;
    close();
    void runCommand(stores, from.place, probeLine(kind === 'ping' ? { kind } : { kind, port }, address));
  };
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
              {ends.map((to, column) => {
                const reach = rows[row]?.[column];
                const text = { from: from.name, to: to.name, reach: reach ? t(`matrix.${reach}`) : '' };
                return (
                  <td key={to.place}>
                    {reach && (
                      <button
                        type="button"
                        className={styles['sign']}
                        data-reach={reach}
                        aria-label={t('matrix.cell', text)}
                        title={t('matrix.cell', text)}
                        onClick={() => open(from, to)}
                      >
                        {signs[reach]}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
