import { useRef, type ReactNode } from 'react';
import styles from './Dialog.module.css';
import { DialogFrame, DialogHead } from './DialogFrame.tsx';

interface SheetProps {
  readonly title: string;
  readonly description: string;
  readonly wide?: boolean | undefined;
  readonly children?: ReactNode;
}

/** A dialog that shows something and asks for nothing. */
export function Sheet({ title, description, wide = false, children }: SheetProps) {
  const body = useRef<HTMLDivElement>(null);
  // From the body the arrow keys scroll.
  return (
    <DialogFrame wide={wide} focus={() => body.current?.focus()}>
      <div className={styles['form']}>
        <DialogHead title={title} description={description} />
        <div ref={body} className={styles['body']} tabIndex={0} role="document" aria-label={title}>
          {children}
        </div>
      </div>
    </DialogFrame>
  );
}
