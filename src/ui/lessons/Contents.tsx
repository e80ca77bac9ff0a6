import { ArrowRight, Circle, CircleCheck, CircleDot, Download, Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LessonId } from '../../lessons/all.ts';
import type { Progress } from '../../store/lesson.ts';
import { mergedProgress, progressText, readProgress } from '../../store/progress.ts';
import type { Stores } from '../../store/stores.ts';
import { chapters, type Chapter } from '../../teaching/lesson.ts';
import { Button } from '../controls/Button.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { download } from '../share/download.ts';
import { useLesson, useStores } from '../stores/stores.tsx';
import styles from './Contents.module.css';
import { titleIn, useLibrary, type Library } from './library.ts';
import { openLesson, startLessons } from './opening.ts';
import { beginReview, isChapterDone, questionsOf } from './review.ts';

/** All lessons by their chapters, with how far one is; and the progress as a file. */
export default function Contents() {
  const stores = useStores();
  const library = useLibrary();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let current = true;
    void startLessons(stores).then(() => current && setReady(true));
    return () => {
      current = false;
    };
  }, [stores]);
  return ready && library ? <All library={library} /> : null;
}

function All({ library }: { readonly library: Library }) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const progress = useLesson((state) => state.progress);
  const { last } = progress;
  const begun = last !== undefined && library.lessons.has(last) ? last : undefined;
  return (
    <Sheet title={t('contents.title')} description={t('contents.description')} wide>
      {begun !== undefined && (
        <Button
          look="primary"
          icon={<ArrowRight />}
          className={styles['continue']}
          onClick={() => void openLesson(stores, begun)}
        >
          {t('contents.continue', { title: titleIn(library, begun) })}
        </Button>
      )}
      <div className={styles['chapters']}>
        {chapters.map((chapter) => (
          <OneChapter key={chapter} chapter={chapter} library={library} progress={progress} />
        ))}
      </div>
      <ProgressFile progress={progress} />
    </Sheet>
  );
}

interface ChapterProps {
  readonly chapter: Chapter;
  readonly library: Library;
  readonly progress: Progress;
}

function OneChapter({ chapter, library, progress }: ChapterProps) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const ids = [...library.lessons].flatMap(([id, lesson]) => (lesson.chapter === chapter ? [id] : []));
  if (ids.length === 0) return null;
  const done = ids.filter((id) => (progress.lessons.get(id)?.finished ?? 0) > 0).length;
  const name = t(`chapters.${chapter}`);
  const reviewable = isChapterDone(library, chapter, progress) && questionsOf(library, chapter).length > 0;
  return (
    <section className={styles['chapter']} aria-labelledby={`chapter-${chapter}`}>
      <div className={styles['head']}>
        <h3 id={`chapter-${chapter}`}>{name}</h3>
        <span className={styles['count']}>{t('contents.done', { done, count: ids.length })}</span>
      </div>
      <ol className={styles['list']}>
        {ids.map((id) => (
          <li key={id}>
            <LessonButton id={id} library={library} progress={progress} />
          </li>
        ))}
      </ol>
      {reviewable && (
        <Button
          className={styles['review']}
          aria-label={t('contents.reviewOf', { chapter: name })}
          onClick={() => void beginReview(stores, library, chapter)}
        >
          {t('contents.review')}
        </Button>
      )}
    </section>
  );
}

const icons = { Done: <CircleCheck aria-hidden />, Begun: <CircleDot aria-hidden />, New: <Circle aria-hidden /> };

interface LessonButtonProps {
  readonly id: LessonId;
  readonly library: Library;
  readonly progress: Progress;
}

function LessonButton({ id, library, progress }: LessonButtonProps) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const kept = progress.lessons.get(id);
  const state = kept === undefined ? 'New' : kept.finished > 0 ? 'Done' : 'Begun';
  return (
    <button type="button" className={styles['lesson']} data-state={state} onClick={() => void openLesson(stores, id)}>
      {icons[state]}
      <span>{titleIn(library, id)}</span>
      <span className="visually-hidden">({t(`contents.state${state}`)})</span>
    </button>
  );
}

type Outcome = 'imported' | 'foreign' | 'newer';

function ProgressFile({ progress }: { readonly progress: Progress }) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const [outcome, setOutcome] = useState<Outcome>();
  return (
    <div className={styles['file']}>
      <span className={styles['note']} role="status">
        {outcome === undefined ? t('contents.kept') : t(`contents.${outcome}`)}
      </span>
      <Button icon={<Download />} onClick={() => download(progressText(progress), 'hopscope-lessons.json')}>
        {t('contents.export')}
      </Button>
      <Button icon={<Upload />} onClick={() => choose((file) => void imported(stores, file).then(setOutcome))}>
        {t('contents.import')}
      </Button>
    </div>
  );
}

function choose(take: (file: File) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.onchange = () => {
    const [file] = input.files ?? [];
    if (file !== undefined) take(file);
  };
  input.click();
}

/** Adds a file's progress to one's own; what cannot be read changes nothing. */
async function imported({ lesson }: Stores, file: File): Promise<Outcome> {
  const read = readProgress(await file.text());
  if (!read.ok) return read.reason;
  const { progress, change } = lesson.getState();
  change({ progress: mergedProgress(progress, read.progress) });
  return 'imported';
}
