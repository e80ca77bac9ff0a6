import { Download, Share2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Warning } from '../../store/view.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useCover } from '../graph/covers.ts';
import { useView } from '../stores/stores.tsx';
import styles from '../page/Notice.module.css';
import { saveRecord } from './record.ts';

/** What to know of the labs that the browser keeps, with a way to keep them otherwise. Each stays until it is dismissed. */
export function Warnings() {
  const warnings = useView((view) => view.warnings);
  return warnings.map((warning) => <One key={warning.kind} warning={warning} />);
}

function One({ warning }: { readonly warning: Warning }) {
  const { t } = useTranslation();
  const settle = useView((view) => view.settle);
  const open = useView((view) => view.open);
  const cover = useCover();
  const { kind, name = '', record } = warning;
  const unsaved = kind === 'full' || kind === 'blocked' || kind === 'tooLarge';
  return (
    <div ref={cover} className={styles['notice']} data-floats data-kind={kind}>
      <div className={styles['text']}>
        {t(`documents.warning.${kind}`)} {name !== '' && <code>{name}</code>}
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
