import { useTranslation } from 'react-i18next';
import { levels } from '../../store/view.ts';
import { useView } from '../stores/stores.tsx';
import styles from './LevelSwitch.module.css';

/** How much the picture tells. */
export function LevelSwitch() {
  const { t } = useTranslation();
  const level = useView((view) => view.level);
  const setLevel = useView((view) => view.setLevel);
  return (
    <fieldset className={styles['levels']}>
      <legend className="visually-hidden">{t('level.label')}</legend>
      {levels.map((each) => (
        <label key={each} className={styles['level']}>
          <input type="radio" name="level" checked={level === each} onChange={() => setLevel(each)} />
          <span>{t(`level.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
