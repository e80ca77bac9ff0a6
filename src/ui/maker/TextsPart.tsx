import { Heading } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf, languageNames, languages, type Language } from '../../i18n/language.ts';
import { outlined } from '../../store/making.ts';
import { most, type MadeLesson } from '../../teaching/made/made.ts';
import { readTexts, type Prose as Tokens } from '../../teaching/texts.ts';
import { Button } from '../controls/Button.tsx';
import { Field, SelectField } from '../controls/Field.tsx';
import { Prose } from '../lessons/Prose.tsx';
import styles from './Maker.module.css';
import { change } from './making.ts';
import { Part } from './Part.tsx';

/** What the lesson says, in Markdown, with a preview beside it. */
export function TextsPart({ draft }: { readonly draft: MadeLesson }) {
  const { t, i18n } = useTranslation('lessons');
  const [language, setLanguage] = useState<Language>(() => languageOf(i18n.language));
  const markdown = draft.texts[language] ?? '';
  const set = (text: string) => {
    const { [language]: _replaced, ...others } = draft.texts;
    const rest = Object.keys(others).length > 0 || text !== '' ? others : draft.texts;
    change({ texts: text === '' ? rest : { ...draft.texts, [language]: text } });
  };
  const outline = () =>
    set(
      outlined(markdown, draft.steps, {
        title: t('maker.texts.newTitle'),
        about: t('maker.texts.newAbout'),
        step: ({ kind }) => t(`maker.steps.${kind}`),
        why: t('maker.texts.why'),
      }),
    );
  const texts = readTexts(markdown);
  return (
    <Part title={t('maker.texts.title')}>
      <SelectField
        label={t('maker.texts.language')}
        value={language}
        onChange={(chosen) => setLanguage(languageOf(chosen))}
      >
        {languages.map((each) => (
          <option key={each} value={each}>
            {languageNames[each]}
          </option>
        ))}
      </SelectField>
      <Button icon={<Heading />} onClick={outline}>
        {t('maker.texts.outline')}
      </Button>
      {markdown !== '' && texts.steps.length !== draft.steps.length && (
        <p role="status" className={styles['hint']}>
          {t('maker.texts.missing')}
        </p>
      )}
      <div className={styles['texts']}>
        <Field label={t('maker.texts.markdown')}>
          {(ids) => (
            <textarea
              {...ids}
              className={styles['markdown']}
              value={markdown}
              maxLength={most.text}
              rows={16}
              onChange={(event) => set(event.target.value)}
            />
          )}
        </Field>
        <section aria-label={t('maker.texts.preview')} className={styles['preview']} tabIndex={0}>
          <h4>{texts.title}</h4>
          <Shown tokens={texts.about} />
          {texts.steps.map((step, i) => (
            <div key={i}>
              <h5>{step.title}</h5>
              <Shown tokens={step.prose} />
              {step.hints.map((hint, n) => (
                <Shown key={n} tokens={hint} />
              ))}
            </div>
          ))}
          <Shown tokens={texts.why} />
        </section>
      </div>
    </Part>
  );
}

const Shown = ({ tokens }: { readonly tokens: Tokens }) => <Prose tokens={tokens} inline />;
