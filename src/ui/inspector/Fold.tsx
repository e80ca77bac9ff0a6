import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import styles from './Inspector.module.css';

interface FoldProps {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  /** Made only once it is open. */
  readonly children: () => ReactNode;
}

/** A card that opens and closes. */
export function Fold({ title, aside, children }: FoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles['fold']} open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className={styles['foldHead']}>
        <ChevronRight aria-hidden />
        <span className={styles['foldTitle']}>{title}</span>
        {aside !== undefined && <span className={styles['aside']}>{aside}</span>}
      </summary>
      {open && children()}
    </details>
  );
}
