import type { ComponentProps, ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './Button.module.css';
import { Tip } from './Tip.tsx';

interface IconButtonProps extends Omit<ComponentProps<typeof Button>, 'children' | 'icon'> {
  /** What it does: its name and its tooltip. */
  readonly label: string;
  /** The keys that do the same. */
  readonly keys?: string | undefined;
  readonly icon: ReactNode;
  /** Where the tooltip stands: not over the next of a column. */
  readonly side?: 'right' | undefined;
}

export function IconButton({ label, keys, icon, side, look = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Tip text={label} keys={keys} side={side}>
      <Button
        {...rest}
        look={look}
        aria-label={label}
        className={[styles['icon'], className].filter(Boolean).join(' ')}
      >
        {icon}
      </Button>
    </Tip>
  );
}
