import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../../../store/selection.ts';
import { useActions } from '../../actions/actions.tsx';
import { Button } from '../../controls/Button.tsx';
import { usePortion } from '../../controls/portion.ts';
import { useNetworkColor } from '../../graph/network-color.ts';
import { useView } from '../../stores/stores.tsx';
import styles from '../Inspector.module.css';

/** Buttons for all that can be done with a thing. */
export function Actions({ selection }: { readonly selection: Selection }) {
  const actions = useActions(selection);
  return (
    <div className={styles['actions']}>
      {actions.map(({ id, label, icon, danger, run }) => (
        <Button key={id} icon={icon} look={danger ? 'danger' : 'plain'} onClick={run}>
          {label}
        </Button>
      ))}
    </div>
  );
}

/** The colour that a network has everywhere. */
export function NetworkDot({ id }: { readonly id: string }) {
  const color = useNetworkColor(id);
  return <span className={styles['dot']} style={{ background: color }} />;
}

/** A thing of a list that opens in the inspector. */
export interface Entry {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly note?: string | undefined;
  readonly network?: string | undefined;
  readonly open: Selection;
}

export function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  const { t } = useTranslation();
  const select = useView((view) => view.select);
  const { shown, left, showMore } = usePortion(entries);
  return (
    <ul className={styles['list']}>
      {shown.map(({ key, name, value, note, network, open }) => (
        <li key={key}>
          <button type="button" className={styles['item']} onClick={() => select(open)}>
            <span className={styles['itemName']}>
              {network !== undefined && <NetworkDot id={network} />}
              <span className={styles['itemText']}>{name}</span>
              {note !== undefined && <span className={styles['itemNote']}>{note}</span>}
            </span>
            <code>
              {value.split(' ').map((word, index) => (
                <Fragment key={index}>
                  {index > 0 && <br />}
                  {word}
                </Fragment>
              ))}
            </code>
          </button>
        </li>
      ))}
      {left > 0 && (
        <li>
          <button type="button" className={styles['item']} onClick={showMore}>
            {t('outline.more', { count: left })}
          </button>
        </li>
      )}
    </ul>
  );
}
