import { Content, Portal, Root, Trigger } from 'radix-ui/tooltip';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { GlossaryEntry } from '../../i18n/shape.ts';
import { TextButton } from '../controls/TextButton.tsx';
import styles from './Term.module.css';

interface TermProps {
  readonly entry: GlossaryEntry;
  /** Tab comes to the first term of a text; arrows lead from there to its others. */
  readonly first: boolean;
  readonly children: ReactNode;
}

/** A term in a text, which explains itself on hover, focus and tap. */
export function Term({ entry, first, children }: TermProps) {
  const [open, setOpen] = useState(false);
  return (
    <Root open={open} onOpenChange={setOpen}>
      <Trigger asChild>
        <TextButton
          className={styles['term']}
          data-term
          tabIndex={first ? 0 : -1}
          onKeyDown={goAlong}
          onClick={(event) => {
            event.preventDefault(); // Radix would close it; a tap is how a finger asks
            event.stopPropagation();
            setOpen(true);
          }}
        >
          {children}
        </TextButton>
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

const ways: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Goes to the next term of the same text; where there is none, the key means what it means elsewhere. */
function goAlong(event: KeyboardEvent<HTMLElement>): void {
  const by = ways[event.key];
  if (by === undefined || event.shiftKey) return;
  const terms = [...(event.currentTarget.closest('p, h3')?.querySelectorAll<HTMLElement>('[data-term]') ?? [])];
  const next = terms[terms.indexOf(event.currentTarget) + by];
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}
