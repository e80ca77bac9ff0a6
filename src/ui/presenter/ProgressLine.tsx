import { usePlayback, useStepIndex } from '../stores/stores.tsx';
import styles from './ProgressLine.module.css';

/** How far the story is, along the upper edge of what it stands in. */
export function ProgressLine() {
  const count = usePlayback(({ steps }) => steps.length);
  const index = useStepIndex();
  return <div className={styles['line']} style={{ width: `${(100 * (index + 1)) / Math.max(1, count)}%` }} />;
}
