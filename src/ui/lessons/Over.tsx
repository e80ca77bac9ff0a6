import { ArrowRight, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { untried, type OpenLesson } from '../../store/lesson.ts';
import { Button } from '../controls/Button.tsx';
import { useLesson, useStores } from '../stores/stores.tsx';
import asked from '../questions/Asked.module.css';
import styles from './LessonDock.module.css';
import { titleIn, type Library } from './library.ts';
import { beginAgain, openLesson } from './opening.ts';
import { Prose } from './Prose.tsx';
import { beginDue, beginReview, dueNow, isChapterDone, questionsOf } from './review.ts';
import { textsIn } from './texts.ts';

/** The end of a lesson: why it is so, how it went, and where to go on. */
export function Over({ open, library }: { readonly open: OpenLesson; readonly library: Library }) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const progress = useLesson((state) => state.progress);
  const { right, wrong, hints } = progress.lessons.get(open.id) ?? untried;
  const ids = [...library.lessons.keys()];
  const following = ids[ids.indexOf(open.id) + 1];
  const { chapter } = open.lesson;
  const review =
    isChapterDone(library, chapter, progress) &&
    !progress.reviewed.includes(chapter) &&
    questionsOf(library, chapter).length > 0;
  const due = dueNow(progress, library);
  const facts = [
    ...(right + wrong > 0 ? [t('over.answers', { right, count: right + wrong })] : []),
    ...(hints > 0 ? [t('over.hints', { count: hints })] : []),
  ];
  return (
    <>
      <Prose tokens={textsIn(library, open.id).why} />
      {facts.length > 0 && <p className={styles['note']}>{facts.join(' · ')}</p>}
      <div className={asked['asking']}>
        {review && (
          <Button look="primary" onClick={() => void beginReview(stores, library, chapter)}>
            {t('over.review')}
          </Button>
        )}
        {due.length > 0 && (
          <Button look={review ? 'plain' : 'primary'} onClick={() => void beginDue(stores, library)}>
            {t('over.comesBack')}
          </Button>
        )}
        {following !== undefined && (
          <Button
            look={review || due.length > 0 ? 'plain' : 'primary'}
            icon={<ArrowRight />}
            className={styles['following']}
            onClick={() => void openLesson(stores, following)}
          >
            {t('over.next', { title: titleIn(library, following) })}
          </Button>
        )}
        <Button look="quiet" icon={<RotateCcw />} onClick={() => void beginAgain(stores)}>
          {t('dock.again')}
        </Button>
      </div>
    </>
  );
}
