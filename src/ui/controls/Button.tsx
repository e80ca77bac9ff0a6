import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger' | undefined;
  readonly icon?: ReactNode | undefined;
}

export function Button({ look = 'plain', icon, className, children, ...rest }: ButtonProps) {
  const names = [styles['button'], styles[look], className].filter(Boolean).join(' ');
  return (
    <button type="button" {...rest} className={names}>
      {icon}
      {children}
    </button>
  );
}
