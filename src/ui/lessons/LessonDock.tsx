import { FlaskConical, GraduationCap, Lightbulb, Link } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { stateOf, stepAt, type OpenLesson } from '../../store/lesson.ts';
import { back, isDone, mayGoOn, next, takeHint } from '../../store/teaching.ts';
import type { Texts } from '../../teaching/texts.ts';
import { Button } from '../controls/Button.tsx';
import { CopyButton } from '../controls/CopyButton.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useLessonHere, useStores, useView } from '../stores/stores.tsx';
import { Find } from './Find.tsx';
import { Goals, LostGoals } from './Goals.tsx';
import { Hints, useHints } from './Hints.tsx';
import styles from './LessonDock.module.css';
import { addressOf } from './lessons.ts';
import { useLibrary, type Library } from './library.ts';
import { leaveLesson } from './opening.ts';
import { Over } from './Over.tsx';
import { Prose } from './Prose.tsx';
import { Question } from './Question.tsx';
import { nextInReview } from './review.ts';
import { ReviewOver } from './ReviewOver.tsx';
import { textsIn } from './texts.ts';
import { Watch } from './Watch.tsx';

/** A lesson beside the terminal: where one is, the step's words, what is to be done, hints, and the way on. */
export default function LessonDock() {
  const open = useLessonHere();
  const library = useLibrary();
  const { t } = useTranslation('lessons');
  if (open === undefined) return null;
  if (library === undefined)
    return (
      <section className={styles['dock']} aria-label={t('dock.loading')}>
        <p className={styles['loading']}>{t('dock.loading')}</p>
      </section>
    );
  return <Dock open={open} library={library} />;
}

/** What a step says: in a review, what the lesson that the question is from says there. */
function textsAt({ id, review, step }: OpenLesson, library: Library) {
  const item = review?.items[step];
  const texts: Texts = textsIn(library, item?.lesson ?? id);
  return { texts, step: texts.steps[item?.step ?? step] };
}

function Dock({ open, library }: { readonly open: OpenLesson; readonly library: Library }) {
  const { t } = useTranslation('lessons');
  const { texts, step } = textsAt(open, library);
  const count = open.lesson.steps.length;
  const isOver = open.step >= count;
  const chapter = t(`chapters.${open.lesson.chapter}`);
  const title = open.review ? t('dock.reviewTitle', { chapter }) : texts.title;
  const hints = useHints(open, step);
  return (
    <section className={styles['dock']} aria-label={t('dock.label', { title })}>
      <Head open={open} title={title} chapter={open.review ? undefined : chapter} />
      <div className={styles['body']}>
        <StepTitle
          key={`${open.id} ${open.step}`}
          title={isOver ? t(open.review ? 'over.reviewTitle' : 'over.title') : (step?.title ?? title)}
          place={isOver ? t('dock.end') : t('dock.step', { step: open.step + 1, count })}
        />
        {isOver ? (
          open.review ? (
            <ReviewOver open={open} />
          ) : (
            <Over open={open} library={library} />
          )
        ) : (
          <>
            {open.step === 0 && open.review === undefined && <Prose tokens={texts.about} />}
            {step && <Prose tokens={step.prose} />}
            <LostGoals open={open} />
            <StepBody open={open} />
            <Hints open={open} hints={hints} />
          </>
        )}
      </div>
      <Foot open={open} hints={hints.length} />
    </section>
  );
}

function Head({
  open,
  title,
  chapter,
}: {
  readonly open: OpenLesson;
  readonly title: string;
  readonly chapter: string | undefined;
}) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const show = useView((view) => view.open);
  const { steps } = open.lesson;
  return (
    <div className={styles['head']}>
      <div className={styles['headline']}>
        <h2 className={styles['title']}>{title}</h2>
        {chapter !== undefined && <span className={styles['chapter']}>{chapter}</span>}
      </div>
      <span className={styles['dots']} aria-hidden>
        {steps.map((_, at) => (
          <span key={at} data-state={at === open.step ? 'now' : at < open.step ? 'done' : undefined} />
        ))}
      </span>
      {open.review === undefined && (
        <span className={styles['link']}>
          <CopyButton
            label={t('dock.copyLink')}
            icon={<Link />}
            text={() => location.origin + location.pathname + addressOf(open.id)}
          />
        </span>
      )}
      <IconButton
        label={t('dock.contents')}
        keys="O"
        icon={<GraduationCap />}
        onClick={() => show({ kind: 'lessons' })}
      />
      <IconButton label={t('dock.sandbox')} keys="B" icon={<FlaskConical />} onClick={() => void leaveLesson(stores)} />
    </div>
  );
}

/**
 * Takes the keyboard when the step changes by a button that is in the dock: what is new is read from its beginning. It does so before the
 * step is seen: later it would take the keyboard from where one has gone meanwhile.
 */
function StepTitle({ title, place }: { readonly title: string; readonly place: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const element = heading.current;
    const dock = element?.closest('section');
    const { activeElement } = document;
    if (activeElement === document.body || activeElement === null || dock?.contains(activeElement) === true)
      element?.focus({ preventScroll: true });
    element?.parentElement?.parentElement?.scrollTo({ top: 0 });
  }, []);
  return (
    <div className={styles['step']}>
      <h3 ref={heading} tabIndex={-1} className={styles['stepTitle']} data-lesson-step>
        {title}
      </h3>
      <span className={styles['place']}>{place}</span>
    </div>
  );
}

function StepBody({ open }: { readonly open: OpenLesson }) {
  const step = stepAt(open);
  const state = stateOf(open, open.step);
  const key = `${open.id} ${open.step}`;
  switch (step?.kind) {
    case 'do':
      return <Goals goals={step.goals} state={state} />;
    case 'predict':
      return <Question key={key} state={state} />;
    case 'find':
      return <Find key={key} state={state} />;
    case 'watch':
      return <Watch key={key} commands={step.commands} ran={state.ran === true} />;
    case 'read':
    case undefined:
      return null;
  }
}

function Foot({ open, hints }: { readonly open: OpenLesson; readonly hints: number }) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const { steps } = open.lesson;
  const state = stateOf(open, open.step);
  const isLast = open.step === steps.length - 1;
  const step = stepAt(open);
  const helps = (step?.kind === 'do' || step?.kind === 'find') && !isDone(open, open.step);
  if (step === undefined && open.review) return null;
  return (
    <div className={styles['foot']}>
      {open.review === undefined && (
        <Button look="quiet" disabled={open.step === 0} onClick={() => back(stores)}>
          {t('dock.back')}
        </Button>
      )}
      {helps && (
        <Button
          look="quiet"
          icon={<Lightbulb />}
          disabled={state.hints > 0 && state.hints >= hints}
          onClick={() => takeHint(stores)}
        >
          {t('hint.take')}
        </Button>
      )}
      <span className={styles['gap']} />
      {step !== undefined && (
        <Button
          look={mayGoOn(open) && !(step.kind === 'watch' && state.ran !== true) ? 'primary' : 'plain'}
          disabled={!mayGoOn(open)}
          onClick={() => (open.review ? void nextInReview(stores) : next(stores))}
        >
          {t(isLast ? 'dock.finish' : 'dock.next')}
        </Button>
      )}
    </div>
  );
}
