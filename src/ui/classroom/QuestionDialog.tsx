import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.tsx';
import { Field, TextInput } from '../controls/Field.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useView } from '../stores/stores.tsx';
import { useClassroom } from './classroom.ts';
import styles from './QuestionDialog.module.css';

const LEAST = 2;
const MOST = 6;
/** Characters; a room takes no more. */
const LONGEST = { text: 500, option: 200 };

/** A question of the instructor's own, with two to six answers. */
export default function QuestionDialog() {
  const { t } = useTranslation('classroom');
  const close = useView((view) => view.closeDialog);
  const part = useClassroom((classroom) => classroom.part);
  const name = useId();
  const [text, setText] = useState('');
  const [options, setOptions] = useState<readonly string[]>(['', '']);
  const [right, setRight] = useState<number>();
  if (part?.kind !== 'teaching') return null;
  const given = options.map((option) => option.trim());
  const isWhole = text.trim() !== '' && given.every((option) => option !== '');
  const remove = (at: number) => {
    setOptions(options.filter((_, other) => other !== at));
    setRight(right === at || right === undefined ? undefined : right > at ? right - 1 : right);
  };
  return (
    <Sheet title={t('ask.ownTitle')} description={t('ask.ownText')}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWhole) return;
          part.ask(
            { kind: 'typed', text: text.trim(), options: given },
            right === undefined ? undefined : String(right),
          );
          close();
        }}
      >
        <Field label={t('ask.text')}>
          {(ids) => (
            <TextInput
              {...ids}
              autoFocus
              value={text}
              maxLength={LONGEST.text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <fieldset className={styles['options']}>
          <legend>{t('ask.rightLegend')}</legend>
          {options.map((option, at) => (
            <div key={at} className={styles['option']}>
              <input
                type="radio"
                name={name}
                aria-label={t('ask.right', { number: at + 1 })}
                title={t('ask.right', { number: at + 1 })}
                checked={right === at}
                onChange={() => setRight(at)}
              />
              <TextInput
                aria-label={t('ask.option', { number: at + 1 })}
                value={option}
                maxLength={LONGEST.option}
                onChange={(event) => setOptions(options.with(at, event.target.value))}
              />
              {options.length > LEAST && (
                <IconButton label={t('ask.removeOption', { number: at + 1 })} icon={<X />} onClick={() => remove(at)} />
              )}
            </div>
          ))}
          <label className={styles['option']}>
            <input type="radio" name={name} checked={right === undefined} onChange={() => setRight(undefined)} />
            {t('ask.noneRight')}
          </label>
        </fieldset>
        <div className={styles['foot']}>
          <Button icon={<Plus />} disabled={options.length >= MOST} onClick={() => setOptions([...options, ''])}>
            {t('ask.addOption')}
          </Button>
          <Button look="primary" type="submit" disabled={!isWhole}>
            {t('ask.send')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
