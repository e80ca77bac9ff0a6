import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import styles from './ClassPanel.module.css';
import { rosterOf } from './roster.ts';
import type { Teaching } from './teaching.ts';

/** Who is there, by name where one was typed, and whether they follow. */
export function PeoplePart({ teaching }: { readonly teaching: Teaching }) {
  const { t, i18n } = useTranslation('classroom');
  const students = useStore(teaching.session, (state) => state.students);
  const numbers = useStore(teaching, (state) => state.numbers);
  const people = rosterOf(students, numbers, i18n.language);
  return (
    <section className={styles['part']} aria-labelledby="class-people">
      <h3 id="class-people" className={styles['title']}>
        {t('panel.people')}
      </h3>
      {people.length === 0 ? (
        <p className={styles['note']}>{t('panel.nobody')}</p>
      ) : (
        <ul className={styles['people']} aria-labelledby="class-people">
          {people.map(({ id, name, number, following }) => (
            <li key={id} data-following={following || undefined}>
              <span className={styles['name']}>{name ?? t('panel.student', { number })}</span>
              <span className={styles['note']}>{t(following ? 'panel.follows' : 'panel.around')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
