import { Copy, GraduationCap, LogOut, Undo2 } from 'lucide-react';
import { useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Assignment } from '../../classroom/lecture.ts';
import { LIMITS } from '../../classroom/limits.ts';
import type { StudentState } from '../../classroom/session.ts';
import { languageOf } from '../../i18n/language.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { TextInput } from '../controls/Field.tsx';
import { useLibrary } from '../lessons/library.ts';
import { useFolded } from '../page/media.ts';
import { useLessonHere, useStores, useView } from '../stores/stores.tsx';
import { Answering } from './Answering.tsx';
import { lessonOf, openAssigned, titleOf } from './assigned.ts';
import type { Attending, AttendingState } from './attending.ts';
import styles from './Strip.module.css';

/** The class that one follows: how it stands, and the ways out of it and back. */
export function AttendingStrip({ attending }: { readonly attending: Attending }) {
  const { t } = useTranslation('classroom');
  const mode = useStore(attending, (state) => state.mode);
  const lecture = useStore(attending.session, (state) => state.lecture);
  const ended = useStore(attending.session, (state) => state.ended);
  const says = useStore(attending.session, (state) => saidOf(state, mode));
  const name = lecture?.name ?? '';
  const title = name === '' ? t('strip.unnamed') : t('strip.name', { name });
  const question = lecture?.shown.question;
  const assignment = lecture?.shown.assignment;
  const isAway = mode === 'looking' || mode === 'own';
  useRoomFor(question?.stage === 'open' ? question.id : undefined);
  return (
    <section className={styles['strip']} aria-label={t('strip.label')} data-class data-mode={mode}>
      <div className={styles['line']}>
        <b className={styles['title']} title={title}>
          {title}
        </b>
        <span className={styles['says']} role="status">
          {t(says)}
        </span>
        <div className={styles['buttons']}>
          {isAway && !ended && (
            <Button look="primary" icon={<Undo2 />} aria-keyshortcuts="R" onClick={attending.goBack}>
              {t('follow.back')}
            </Button>
          )}
          {(mode === 'following' || mode === 'looking') && <TakeCopy attending={attending} name={name} />}
          {!ended && <Name attending={attending} />}
          <IconButton label={t('follow.leave')} icon={<LogOut />} onClick={() => void attending.leave()} />
        </div>
      </div>
      {assignment !== undefined && !ended && <Card assignment={assignment} />}
      {question !== undefined && !ended && <Answering attending={attending} question={question} />}
    </section>
  );
}

/** What is to be said first. */
function saidOf({ status, silent, ended }: StudentState, mode: AttendingState['mode']) {
  if (ended) return 'follow.ended';
  if (status !== 'open') return `status.${status}` as const;
  if (silent) return 'follow.silent';
  return `follow.${mode}` as const;
}

/** Where one panel is up at a time it gives its room to a question that comes. */
function useRoomFor(question: number | undefined): void {
  const { view } = useStores();
  const folded = useFolded();
  useEffect(() => {
    if (folded && question !== undefined && view.getState().sheet !== 'lesson') view.getState().showSheet(undefined);
  }, [view, folded, question]);
}

function TakeCopy({ attending, name }: { readonly attending: Attending; readonly name: string }) {
  const { t } = useTranslation('classroom');
  return (
    <Button
      icon={<Copy />}
      onClick={() => attending.copy(name === '' ? t('follow.copiedUnnamed') : t('follow.copied', { name }))}
    >
      {t('follow.copy')}
    </Button>
  );
}

function Name({ attending }: { readonly attending: Attending }) {
  const { t } = useTranslation('classroom');
  const hint = useId();
  const name = useStore(attending, (state) => state.name);
  return (
    <>
      <TextInput
        className={styles['name']}
        aria-label={t('follow.nameLabel')}
        aria-describedby={hint}
        title={t('follow.nameHint')}
        placeholder={t('follow.namePlaceholder')}
        maxLength={LIMITS.name}
        value={name}
        onChange={(event) => attending.rename(event.target.value)}
      />
      <span id={hint} className="visually-hidden">
        {t('follow.nameHint')}
      </span>
    </>
  );
}

/** The lesson that is handed out. */
function Card({ assignment }: { readonly assignment: Assignment }) {
  const { t, i18n } = useTranslation('classroom');
  const stores = useStores();
  const library = useLibrary();
  const opening = useView((view) => view.opening > 0);
  const here = useLessonHere()?.id;
  if (library === undefined) return null;
  const title = titleOf(assignment, library, languageOf(i18n.language));
  return (
    <div className={styles['line']} role="group" aria-label={t('lesson.title')}>
      <span className={styles['says']} role="status">
        {title === undefined
          ? t('lesson.unread')
          : t('lesson.card', { title: title === '' ? t('lesson.made') : title })}
      </span>
      {title !== undefined && here !== lessonOf(assignment) && (
        <Button
          icon={<GraduationCap />}
          look="primary"
          disabled={opening}
          onClick={() => void openAssigned(stores, assignment)}
        >
          {t('lesson.open')}
        </Button>
      )}
    </div>
  );
}
