import { GraduationCap, LayoutGrid, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exampleOf, type ExampleId } from '../../lessons/gallery.ts';
import { beginEmptyLab } from '../actions/begin.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { continueLessons } from '../lessons/lessons.ts';
import { useSettings, useStores } from '../stores/stores.tsx';
import { CommandButton } from './CommandButton.tsx';
import styles from './Guide.module.css';

/** Tells what an example shows and what to try next; on the first visit also that it is one, and the way to a lab of one's own. */
export function ExampleStrip({ id }: { readonly id: ExampleId }) {
  const { t } = useTranslation();
  const stores = useStores();
  const welcomed = useSettings((settings) => settings.welcomed);
  const dismiss = () => {
    stores.view.getState().tell(undefined);
    stores.settings.getState().change({ welcomed: true });
  };

  return (
    <section className={styles['guide']} aria-labelledby="example" data-example={id}>
      <div className={styles['text']}>
        <h2 id="example" className={styles['title']}>
          {welcomed ? t(`gallery.${id}.title`) : t('example.title')}
        </h2>
        {welcomed ? ': ' : ' '}
        {t(`gallery.${id}.caption`)} <b>{t('example.next')}</b> {t(`gallery.${id}.next`)}{' '}
        <CommandButton commands={exampleOf(id).next} />
      </div>
      <div className={styles['buttons']}>
        {!welcomed && (
          <Button
            look="primary"
            onClick={() => {
              dismiss();
              void beginEmptyLab(stores);
            }}
          >
            {t('example.empty')}
          </Button>
        )}
        {!welcomed && (
          <Button
            icon={<GraduationCap />}
            onClick={() => {
              dismiss();
              void continueLessons(stores);
            }}
          >
            {t('lesson.first')}
          </Button>
        )}
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
