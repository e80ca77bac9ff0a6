import { Content, Portal, Root, Trigger } from 'radix-ui/tooltip';
import { useState, type ReactNode } from 'react';
import type { GlossaryEntry } from '../../i18n/shape.ts';
import styles from './Term.module.css';

/** A term in a text, which explains itself on hover, focus and tap. */
export function Term({ entry, children }: { readonly entry: GlossaryEntry; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Root open={open} onOpenChange={setOpen}>
      <Trigger asChild>
        <button
          type="button"
          className={styles['term']}
          onClick={(event) => {
            event.preventDefault(); // Radix would close it; a tap is how a finger asks
            setOpen(true);
          }}
        >
          {children}
        </button>
      </Trigger>
      <Portal>
        <Content className={styles['tip']} side="bottom" sideOffset={4} collisionPadding={8}>
          <b className={styles['name']}>{entry.term}</b>
          {entry.text}
        </Content>
      </Portal>
    </Root>
  );
}
