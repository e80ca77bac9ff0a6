import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice as NoticeState } from '../../store/view.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { shownLine } from '../commands/shown-line.ts';
import { Warnings } from '../documents/Warnings.tsx';
import { useCover } from '../graph/covers.ts';
import { useView } from '../stores/stores.tsx';
import styles from './Notice.module.css';

/** How long a notice that asks for nothing stays, in milliseconds. */
const SHOWN = 3500;

const passing = new Set<NoticeState['kind']>(['undone', 'redone', 'edited', 'deleted']);

/** Short messages over the graph: what was undone, what failed, and what the browser's storage does to the work. */
export function Notice() {
  const { t } = useTranslation();
  const notice = useView((view) => view.notice);
  const dismiss = useView((view) => view.dismiss);
  const open = useView((view) => view.open);
  const cover = useCover();

  useEffect(() => {
    if (notice === undefined || !passing.has(notice.kind)) return;
    const timer = setTimeout(dismiss, SHOWN);
    return () => clearTimeout(timer);
  }, [notice, dismiss]);

  return (
    <div className={styles['place']} role="status">
      <Warnings />
      {notice !== undefined && (
        <div
          key={notice.id}
          ref={passing.has(notice.kind) ? undefined : cover}
          className={styles['notice']}
          data-floats
          data-kind={notice.kind}
        >
          <div className={styles['text']}>
            <span>{t(`notice.${notice.kind}`)}</span>{' '}
            {notice.change !== undefined && notice.change !== 'command' && <span>{t(`change.${notice.change}`)}</span>}{' '}
            {notice.line !== '' && <code>{shownLine(notice.line, t)}</code>}
            {notice.counts !== undefined && <span>{t('notice.counts', notice.counts)}</span>}
            {notice.ended !== undefined && <span>{t(`ended.${notice.ended}`)}</span>}
            {notice.detail !== undefined && <pre className={styles['detail']}>{notice.detail}</pre>}
          </div>
          {notice.counts !== undefined && (
            <Button onClick={() => open({ kind: 'examine', tab: 'imported' })}>{t('notice.differs')}</Button>
          )}
          <IconButton label={t('controls.dismiss')} icon={<X />} onClick={dismiss} />
        </div>
      )}
    </div>
  );
}
