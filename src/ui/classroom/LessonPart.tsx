import { CircleCheck, GraduationCap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Assignment } from '../../classroom/lecture.ts';
import { languageOf } from '../../i18n/language.ts';
import { Button } from '../controls/Button.tsx';
import { useLibrary } from '../lessons/library.ts';
import { useView } from '../stores/stores.tsx';
import { titleOf } from './assigned.ts';
import styles from './ClassPanel.module.css';
import { rosterOf, type Attendee } from './roster.ts';
import type { Teaching } from './teaching.ts';

/** The lesson that is handed out, and how far each student is with it. */
export function LessonPart({ teaching }: { readonly teaching: Teaching }) {
  const { t } = useTranslation('classroom');
  const open = useView((view) => view.open);
  const assignment = useStore(teaching, (state) => state.assignment);
  const choose = () => open({ kind: 'classLesson' });
  return (
    <section className={styles['part']} aria-labelledby="class-lesson">
      <h3 id="class-lesson" className={styles['title']}>
        {t('lesson.title')}
      </h3>
      {assignment !== undefined && <HandedOut teaching={teaching} assignment={assignment} />}
      <div className={styles['buttons']}>
        <Button icon={<GraduationCap />} onClick={choose}>
          {t(assignment === undefined ? 'lesson.handOut' : 'lesson.another')}
        </Button>
        {assignment !== undefined && (
          <Button onClick={() => teaching.handOut(undefined)}>{t('lesson.takeBack')}</Button>
        )}
      </div>
    </section>
  );
}

function HandedOut({ teaching, assignment }: { readonly teaching: Teaching; readonly assignment: Assignment }) {
  const { t, i18n } = useTranslation('classroom');
  const library = useLibrary();
  const students = useStore(teaching.session, (state) => state.students);
  const numbers = useStore(teaching, (state) => state.numbers);
  const people = rosterOf(students, numbers, i18n.language);
  const title = library && titleOf(assignment, library, languageOf(i18n.language));
  const done = people.filter(({ progress }) => progress?.assignment === assignment.id && progress.finished).length;
  return (
    <>
      <p className={styles['lesson']}>{title === undefined || title === '' ? t('lesson.made') : title}</p>
      {people.length > 0 && (
        <>
          <div className={styles['scroll']} tabIndex={0} role="group" aria-label={t('lesson.table')}>
            <table className={styles['table']}>
              <thead>
                <tr>
                  <th scope="col">{t('lesson.name')}</th>
                  <th scope="col">{t('lesson.goals')}</th>
                  <th scope="col">{t('lesson.step')}</th>
                  <th scope="col">{t('lesson.state')}</th>
                </tr>
              </thead>
              <tbody>
                {people.map((attendee) => (
                  <Row key={attendee.id} attendee={attendee} assignment={assignment} />
                ))}
              </tbody>
            </table>
          </div>
          <p className={styles['note']} role="status">
            {t('lesson.doneOf', { done, there: people.length })}
          </p>
        </>
      )}
    </>
  );
}

/** So many of so many: short to see, whole to hear. */
function Part({ done, count }: { readonly done: number; readonly count: number }) {
  const { t } = useTranslation('classroom');
  return (
    <>
      <span aria-hidden>
        {done}/{count}
      </span>
      <span className="visually-hidden">{t('lesson.of', { done, count })}</span>
    </>
  );
}

function Row({ attendee, assignment }: { readonly attendee: Attendee; readonly assignment: Assignment }) {
  const { t } = useTranslation('classroom');
  const { name, number } = attendee;
  const progress = attendee.progress?.assignment === assignment.id ? attendee.progress : undefined;
  return (
    <tr data-finished={progress?.finished || undefined}>
      <th scope="row">{name ?? t('panel.student', { number })}</th>
      <td>{progress && <Part done={progress.met} count={progress.goals} />}</td>
      <td>{progress && <Part done={progress.step} count={progress.steps} />}</td>
      <td>
        {progress?.finished === true && <CircleCheck aria-hidden />}
        {t(progress === undefined ? 'lesson.notBegun' : progress.finished ? 'lesson.finished' : 'lesson.under')}
      </td>
    </tr>
  );
}
