import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepState } from '../../store/lesson.ts';
import { guess } from '../../store/teaching.ts';
import { Button } from '../controls/Button.tsx';
import { Field, TextInput } from '../controls/Field.tsx';
import { Explained } from '../glossary/Explained.tsx';
import { useStores } from '../stores/stores.tsx';
import asked from '../questions/Asked.module.css';
import styles from './LessonDock.module.css';
import { findText } from '../questions/texts.ts';

/** Something is to be pointed at in the picture, or to be typed. */
export function Find({ state: { sought, found, guessed } }: { readonly state: StepState }) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const [text, setText] = useState('');
  if (sought === undefined) return null;
  if (sought === 'none') return <p className={styles['note']}>{t('find.none')}</p>;
  return (
    <form
      className={asked['question']}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') guess(stores, text);
      }}
    >
      <p>
        <Explained {...findText(t, sought.asks)} />
      </p>
      {found !== true && (
        <div className={styles['finding']}>
          <Field label={t('find.input')} hint={t(sought.thing === undefined ? 'find.type' : 'find.point')}>
            {(ids) => <TextInput {...ids} mono value={text} onChange={(event) => setText(event.target.value)} />}
          </Field>
          <Button type="submit">{t('find.check')}</Button>
        </div>
      )}
      <div role="status">
        {found === true && (
          <p className={asked['verdict']} data-right>
            <b>{t('find.found')}</b> <code>{sought.accepts[0]}</code>
          </p>
        )}
        {found !== true && guessed !== undefined && (
          <p className={asked['verdict']}>{t('find.wrong', { text: guessed })}</p>
        )}
      </div>
    </form>
  );
}
