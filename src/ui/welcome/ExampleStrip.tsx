import { LayoutGrid, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { beginLab } from '../../store/stores.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useStores, useView } from '../stores/stores.tsx';
import styles from './ExampleStrip.module.css';

/** Says on the first visit that what runs is an example, and leads on from there. */
export function ExampleStrip() {
  const { t } = useTranslation();
  const stores = useStores();
  const welcoming = useView((view) => view.welcoming);
  if (!welcoming) return null;
  const dismiss = () => {
    stores.view.getState().welcome(false);
    stores.settings.getState().change({ welcomed: true });
  };

  return (
    <section className={styles['strip']} aria-labelledby="example">
      <p className={styles['text']}>
        <b id="example">{t('example.title')}</b> {t('example.text')}
      </p>
      <div className={styles['buttons']}>
        <Button
          look="primary"
          onClick={() => {
            dismiss();
            void beginLab(stores);
          }}
        >
          {t('example.empty')}
        </Button>
        <Button
          icon={<LayoutGrid />}
          onClick={() => {
            dismiss();
            stores.view.getState().open({ kind: 'gallery' });
          }}
        >
          {t('example.more')}
        </Button>
        <IconButton label={t('controls.dismiss')} icon={<X />} onClick={dismiss} />
      </div>
    </section>
  );
}
