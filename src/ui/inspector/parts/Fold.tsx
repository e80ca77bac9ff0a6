import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from '../Inspector.module.css';
import { setOpen, useFolds } from './folds.ts';

interface FoldProps {
  /** By which it is remembered whether it stands open. */
  readonly id: string;
  readonly title: ReactNode;
  readonly aside?: ReactNode | undefined;
  /** Made only once it is open. */
  readonly children: () => ReactNode;
}

/** A card that opens and closes, and stays so from thing to thing. */
export function Fold({ id, title, aside, children }: FoldProps) {
  const open = useFolds((folds) => folds.open[id] ?? false);
  return (
    <details className={styles['fold']} open={open} onToggle={({ currentTarget }) => setOpen(id, currentTarget.open)}>
      <summary className={styles['foldHead']}>
        <ChevronRight aria-hidden />
        <span className={styles['foldTitle']}>{title}</span>
        {aside !== undefined && <span className={styles['aside']}>{aside}</span>}
      </summary>
      {open && children()}
    </details>
  );
}
