import { useTranslation } from 'react-i18next';
import { exampleIds, exampleOf, type ExampleId } from '../../lessons/gallery.ts';
import { openExample } from '../../store/begin.ts';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useLab, useStores, useView } from '../stores/stores.tsx';
import styles from './Gallery.module.css';
import { Sketch } from './Sketch.tsx';

/** Topologies to begin from. */
export default function Gallery() {
  const { t } = useTranslation();
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const replaces = useLab(({ done }) => done > 0);
  const open = (id: ExampleId) => {
    close();
    stores.settings.getState().change({ welcomed: true });
    void openExample(stores, exampleOf(id), t(`gallery.${id}.title`));
  };

  return (
    <Sheet title={t('gallery.title')} description={replaces ? t('gallery.replaces') : t('gallery.description')} wide>
      <ul className={styles['list']}>
        {exampleIds.map((id) => (
          <li key={id}>
            <button
              type="button"
              className={styles['card']}
              aria-labelledby={`example-${id}-title`}
              aria-describedby={`example-${id}`}
              onClick={() => open(id)}
            >
              <Sketch id={id} />
              <span id={`example-${id}-title`} className={styles['title']}>
                {t(`gallery.${id}.title`)}
              </span>
              <span id={`example-${id}`} className={styles['text']}>
                {t(`gallery.${id}.text`)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
