import { Download, Share2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Stores } from '../../store/stores.ts';
import type { Warning } from '../../store/view.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useCover } from '../graph/covers.ts';
import { useStores, useView } from '../stores/stores.tsx';
import styles from '../page/Notice.module.css';
import { saveRecord } from './record.ts';
import { removeKept } from './removing.ts';

/** What to know of the labs that the browser keeps, with a way to keep them otherwise. Each stays until it is dismissed. */
export function Warnings() {
  const warnings = useView((view) => view.warnings);
  return warnings.map((warning) => <One key={warning.kind} warning={warning} />);
}

function One({ warning }: { readonly warning: Warning }) {
  const { t } = useTranslation();
  const settle = useView((view) => view.settle);
  const open = useView((view) => view.open);
  const stores = useStores();
  const cover = useCover();
  const { kind, name = '', record, labs = [] } = warning;
  const unsaved = kind === 'full' || kind === 'blocked' || kind === 'tooLarge';
  return (
    <div ref={cover} className={styles['notice']} data-floats data-kind={kind}>
      <div className={styles['text']}>
        {t(`documents.warning.${kind}`)} {name !== '' && <code>{name}</code>}
        {labs.map((lab) => (
          <code key={lab.id}>{lab.name === '' ? t('header.untitled') : lab.name}</code>
        ))}
        {labs.length > 0 && (
          <Button look="danger" className={styles['action']} onClick={() => void removeAll(stores, labs)}>
            {t('documents.removeSure')}
          </Button>
        )}
        {unsaved && (
          <Button icon={<Share2 />} className={styles['action']} onClick={() => open({ kind: 'share' })}>
            {t('share.save')}
          </Button>
        )}
        {record !== undefined && (
          <Button icon={<Download />} className={styles['action']} onClick={() => saveRecord(record, name)}>
            {t('documents.saveRecord')}
          </Button>
        )}
      </div>
      <IconButton label={t('controls.dismiss')} icon={<X />} onClick={() => settle(kind)} />
    </div>
  );
}

/** Deletes labs for good, but for those that another tab has open: of these it is said that they are still there. */
async function removeAll({ view }: Stores, labs: NonNullable<Warning['labs']>): Promise<void> {
  const left = [];
  for (const lab of labs) if (!(await removeKept(lab.id))) left.push(lab);
  const { settle, warn } = view.getState();
  settle('unmasked');
  if (left.length > 0) warn({ kind: 'unmasked', labs: left });
}
