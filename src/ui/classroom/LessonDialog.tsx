import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../classroom/lecture.ts';
import type { LessonId } from '../../lessons/all.ts';
import { chapters } from '../../teaching/lesson.ts';
import { lessonFragmentOf } from '../../teaching/made/link.ts';
import { Button } from '../controls/Button.tsx';
import { Field, TextInput } from '../controls/Field.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { titleIn, useLibrary } from '../lessons/library.ts';
import { madeLessons } from '../lessons/made.ts';
import { useView } from '../stores/stores.tsx';
import { fragmentIn, madeIn } from './assigned.ts';
import { useClassroom } from './classroom.ts';
import styles from './LessonDialog.module.css';

/** Longer links of lessons fit into no message of a class. */
const LONGEST_LINK = 100_000;

/** One of the page's by its name; one that was made, and is kept here, as its link carries it. */
function lessonToGive(id: LessonId): Assignment['lesson'] {
  const made = madeLessons().get(id);
  return made === undefined ? { kind: 'known', id } : { kind: 'made', fragment: lessonFragmentOf(made) };
}

/** A lesson to be handed out: one of the page's, found by its title, or one that somebody made, by its link. */
export default function LessonDialog() {
  const { t } = useTranslation('classroom');
  const lessons = useTranslation('lessons').t;
  const close = useView((view) => view.closeDialog);
  const part = useClassroom((classroom) => classroom.part);
  const library = useLibrary();
  const [query, setQuery] = useState('');
  const [link, setLink] = useState('');
  if (part?.kind !== 'teaching' || library === undefined) return null;
  const handOut = (lesson: Assignment['lesson']) => {
    part.handOut(lesson);
    close();
  };
  const sought = query.trim().toLowerCase();
  const found = chapters.flatMap((chapter) => {
    const ids = [...library.lessons].flatMap(([id, lesson]) =>
      lesson.chapter === chapter && titleIn(library, id).toLowerCase().includes(sought) ? [id] : [],
    );
    return ids.length === 0 ? [] : [{ chapter, ids }];
  });
  const fragment = link.trim() === '' ? undefined : fragmentIn(link.slice(0, LONGEST_LINK));
  const made = fragment === undefined ? undefined : madeIn(fragment);
  const isBad = link.trim() !== '' && made === undefined;
  return (
    <Sheet title={t('lesson.dialog')} description={t('lesson.dialogText')} wide>
      <Field label={t('lesson.search')}>
        {(ids) => (
          <TextInput
            {...ids}
            type="search"
            autoFocus
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
      </Field>
      {found.length === 0 && <p role="status">{t('lesson.nothing')}</p>}
      <div className={styles['chapters']}>
        {found.map(({ chapter, ids }) => (
          <section key={chapter} className={styles['chapter']} aria-label={lessons(`chapters.${chapter}`)}>
            <h3>{lessons(`chapters.${chapter}`)}</h3>
            <ul>
              {ids.map((id) => (
                <li key={id}>
                  <button type="button" className={styles['lesson']} onClick={() => handOut(lessonToGive(id))}>
                    {titleIn(library, id)}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <form
        className={styles['made']}
        onSubmit={(event) => {
          event.preventDefault();
          if (fragment !== undefined && made !== undefined) handOut({ kind: 'made', fragment });
        }}
      >
        <Field
          label={t('lesson.link')}
          hint={<span role="status">{t(isBad ? 'lesson.linkBad' : 'lesson.linkHint')}</span>}
        >
          {(ids) => <TextInput {...ids} mono value={link} onChange={(event) => setLink(event.target.value)} />}
        </Field>
        <Button type="submit" disabled={made === undefined}>
          {t('lesson.useLink')}
        </Button>
      </form>
    </Sheet>
  );
}
