import { useTranslation } from 'react-i18next';
import { plainText } from '../controls/rich-text.ts';
import { Rich } from '../controls/Rich.tsx';
import styles from './Caption.module.css';
import { useStepTexts } from './step-texts.ts';

/** What happens now, in a line under the picture. */
export function Caption() {
  const { t } = useTranslation();
  const { sentence } = useStepTexts();
  return (
    <p
      className={styles['caption']}
      role="note"
      aria-label={t('timeline.caption')}
      title={plainText(sentence.template, sentence.values)}
    >
      <Rich {...sentence} />
    </p>
  );
}
