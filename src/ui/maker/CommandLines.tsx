import { useTranslation } from 'react-i18next';
import type { Command } from '../../history/history.ts';
import { shownLine } from '../commands/shown-line.ts';
import styles from './Maker.module.css';

/** Commands, each behind the prompt of its place. */
export function CommandLines({ commands }: { readonly commands: readonly Command[] }) {
  const { t } = useTranslation();
  if (commands.length === 0) return null;
  return (
    <ol className={styles['lines']} tabIndex={0}>
      {commands.map(({ place, line }, at) => (
        <li key={at}>
          <code>
            <span className={styles['place']}>{place}$</span> {shownLine(line, t)}
          </code>
        </li>
      ))}
    </ol>
  );
}
