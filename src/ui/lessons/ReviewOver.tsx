import { useTranslation } from 'react-i18next';
import { type OpenLesson } from '../../store/lesson.ts';
import { Button } from '../controls/Button.tsx';
import { useStores, useView } from '../stores/stores.tsx';
import asked from '../questions/Asked.module.css';
import { continueLessons, leaveLesson } from './opening.ts';
import { rightIn } from './review.ts';

/** How a review went, and where to go on. */
export function ReviewOver({ open }: { readonly open: OpenLesson }) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const show = useView((view) => view.open);
  const count = open.lesson.steps.length;
  const right = rightIn(open);
  return (
    <>
      <p>{right === count ? t('over.reviewAll', { count }) : t('over.reviewText', { right, count })}</p>
      <div className={asked['asking']}>
        <Button look="primary" onClick={() => void continueLessons(stores)}>
          {t('dock.next')}
        </Button>
        <Button onClick={() => show({ kind: 'lessons' })}>{t('dock.contents')}</Button>
        <Button look="quiet" onClick={() => void leaveLesson(stores)}>
          {t('dock.sandbox')}
        </Button>
      </div>
    </>
  );
}
