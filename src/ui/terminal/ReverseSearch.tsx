import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { keyName } from '../commands/keys.ts';
import { foundBefore } from './recall.ts';
import styles from './Terminal.module.css';

interface ReverseSearchProps {
  readonly lines: readonly string[];
  readonly input: RefObject<HTMLInputElement | null>;
  /** A line was chosen, to be run at once or to be changed first. */
  readonly onDone: (line: string, run: boolean) => void;
  readonly onCancel: () => void;
}

/** Keys that take the line over to be changed. */
const takers = new Set(['escape', 'tab', 'arrowleft', 'arrowright', 'home', 'end', 'ctrl+a', 'ctrl+e']);

/** Ctrl-R: looks for an earlier line while one types, as readline does. */
export function ReverseSearch({ lines, input, onDone, onCancel }: ReverseSearchProps) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(-1);
  const found = lines[at] ?? '';
  const failed = query !== '' && at < 0;

  useEffect(() => {
    input.current?.focus();
  }, [input]);

  const look = (text: string) => {
    setQuery(text);
    setAt(foundBefore(lines, text, lines.length));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.key === 'Process') return;
    const key = keyName(event);
    if (key === 'ctrl+r') {
      const older = foundBefore(lines, query, at < 0 ? lines.length : at);
      if (older >= 0) setAt(older);
    } else if (key === 'enter') onDone(found, true);
    else if (takers.has(key)) onDone(found, false);
    else if (key === 'ctrl+c' || key === 'ctrl+g') onCancel();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles['entry']}>
      <div className={styles['line']}>
        <span className={styles['searching']} data-failed={failed || undefined} aria-hidden>
          {failed ? '(failed reverse-i-search)' : '(reverse-i-search)'}
        </span>
        <input
          ref={input}
          className={styles['query']}
          value={query}
          aria-label={t('terminal.reverse')}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          onChange={(event) => look(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <output className={styles['found']} aria-label={t('terminal.found')}>
          {found}
        </output>
      </div>
    </div>
  );
}
