import type { Command } from '../../history/history.ts';
import styles from './Maker.module.css';

/** Commands, each behind the prompt of its place. */
export function CommandLines({ commands }: { readonly commands: readonly Command[] }) {
  if (commands.length === 0) return null;
  return (
    <ol className={styles['lines']} tabIndex={0}>
      {commands.map(({ place, line }, at) => (
        <li key={at}>
          <code>
            <span className={styles['place']}>{place}$</span> {line}
          </code>
        </li>
      ))}
    </ol>
  );
}
