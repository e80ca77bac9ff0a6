import { LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useView } from '../stores/stores.tsx';
import styles from './Opening.module.css';

/** In the picture's place while a document is on its way. */
export function Opening() {
  const { t } = useTranslation();
  const opening = useView((view) => view.opening > 0);
  return (
    <div className={styles['place']} role="status" data-shown={opening || undefined}>
      {opening && (
        <p className={styles['text']}>
          <LoaderCircle aria-hidden />
          {t('controls.opening')}
        </p>
      )}
    </div>
  );
}
