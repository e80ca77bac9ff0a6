import { keyCaps } from './keys.ts';
import styles from './Keys.module.css';

/** A key with its modifiers, drawn as caps. */
export function Keys({ name }: { readonly name: string }) {
  return (
    <kbd className={styles['keys']}>
      {keyCaps(name).map((cap) => (
        <kbd key={cap} className={styles['cap']}>
          {cap}
        </kbd>
      ))}
    </kbd>
  );
}
