import { useId, type ComponentProps, type ReactNode } from 'react';
import styles from './Field.module.css';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode | undefined;
  readonly className?: string | undefined;
  readonly children: (ids: { id: string; 'aria-describedby': string | undefined }) => ReactNode;
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
      {children({ id, 'aria-describedby': hint === undefined ? undefined : hintId })}
      {hint !== undefined && (
        <div id={hintId} className={styles['hint']}>
          {hint}
        </div>
      )}
    </div>
  );
}

interface TextInputProps extends ComponentProps<'input'> {
  readonly mono?: boolean | undefined;
}

/** A one-line text input without the browser's own corrections. */
export function TextInput({ mono = false, className, ...rest }: TextInputProps) {
  const names = [styles['input'], mono ? styles['mono'] : undefined, className].filter(Boolean).join(' ');
  return <input type="text" autoComplete="off" autoCapitalize="off" spellCheck={false} {...rest} className={names} />;
}

/** Several lines of text, in the type of commands. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  const names = [styles['input'], styles['mono'], styles['area'], className].filter(Boolean).join(' ');
  return <textarea spellCheck={false} {...rest} className={names} />;
}

export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <select {...rest} className={[styles['input'], styles['select'], className].filter(Boolean).join(' ')}>
      {children}
    </select>
  );
}

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly suggestions?: readonly string[] | undefined;
}

/** A labelled line of text in the type of commands, with suggestions where there are some. */
export function TextField({ label, hint, onChange, suggestions, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <>
          <TextInput
            {...ids}
            {...rest}
            mono
            list={suggestions && `${ids.id}-list`}
            onChange={(event) => onChange(event.target.value)}
          />
          {suggestions && (
            <datalist id={`${ids.id}-list`}>
              {suggestions.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

interface SelectFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Options, or groups of them. */
  readonly children: ReactNode;
}

/** A labelled choice of one. */
export function SelectField({ label, hint, value, onChange, children }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <Select {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
          {children}
        </Select>
      )}
    </Field>
  );
}

interface CheckboxProps {
  readonly label: string;
  readonly hint?: string | undefined;
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
        aria-describedby={hint === undefined ? undefined : hintId}
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
