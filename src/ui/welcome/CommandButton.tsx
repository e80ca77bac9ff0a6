import { useTranslation } from 'react-i18next';
import type { Command } from '../../history/history.ts';
import { runShown } from '../actions/shown.ts';
import { useStores } from '../stores/stores.tsx';
import { promptOf } from '../terminal/screen-text.ts';
import styles from './Guide.module.css';

/** Commands as they would be typed; a click runs them where they stand. */
export function CommandButton({ commands }: { readonly commands: readonly Command[] }) {
  const { t } = useTranslation();
  const stores = useStores();
  const name = commands.map(({ line }) => line).join('; ');
  return (
    <button
      type="button"
      className={styles['command']}
      aria-label={t('welcome.run', { line: name })}
      onClick={() => void runShown(stores, ...commands)}
    >
      {commands.map(({ place, line }) => (
        <span key={line}>
          <span className={styles['prompt']}>{promptOf(place)}</span> {line}
        </span>
      ))}
    </button>
  );
}
