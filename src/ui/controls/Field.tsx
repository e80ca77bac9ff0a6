import { useId, type ComponentProps, type ReactNode } from 'react';
import styles from './Field.module.css';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly className?: string | undefined;
  readonly children: (ids: { id: string; 'aria-describedby'?: string }) => ReactNode;
}

/** A labelled control with an optional line of help below it. */
export function Field({ label, hint, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={[styles['field'], className].filter(Boolean).join(' ')}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      {children({ id, ...(hint === undefined ? {} : { 'aria-describedby': hintId }) })}
      {hint !== undefined && (
        <div id={hintId} className={styles['hint']}>
          {hint}
        </div>
      )}
    </div>
  );
}

interface TextInputProps extends ComponentProps<'input'> {
  readonly mono?: boolean;
}

/** A one-line text input without the browser's own corrections. */
export function TextInput({ mono = false, className, ...rest }: TextInputProps) {
  const names = [styles['input'], mono ? styles['mono'] : undefined, className].filter(Boolean).join(' ');
  return <input type="text" autoComplete="off" autoCapitalize="off" spellCheck={false} {...rest} className={names} />;
}

export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <select {...rest} className={[styles['input'], styles['select'], className].filter(Boolean).join(' ')}>
      {children}
    </select>
  );
}

interface CheckboxProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Checkbox({ label, hint, checked, onChange }: CheckboxProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={styles['check']}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <div id={hintId} className={styles['hint']}>
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
