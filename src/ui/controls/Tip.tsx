import { Content, Portal, Root, Trigger } from 'radix-ui/tooltip';
import type { ReactElement } from 'react';
import styles from './Tip.module.css';

interface TipProps {
  readonly text: string;
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  readonly children: ReactElement;
}

/** Names its child on hover and focus. For sighted eyes only: the child carries the name itself. */
export function Tip({ text, keys, side = 'bottom', children }: TipProps) {
  return (
    <Root>
      <Trigger asChild>{children}</Trigger>
      <Portal>
        <Content className={styles['tip']} side={side} sideOffset={6} collisionPadding={8} aria-hidden>
          {text}
          {keys !== undefined && <kbd className={styles['keys']}>{keys}</kbd>}
        </Content>
      </Portal>
    </Root>
  );
}
