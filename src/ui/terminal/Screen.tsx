import { memo, useLayoutEffect, useRef, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { Entry } from '../../store/lab.ts';
import type { Place } from '../../world/world.ts';
import { useLab, useTerminals } from '../lab/stores.tsx';
import { Prompt } from './Prompt.tsx';
import { promptOf, visibleEntries } from './screen-text.ts';
import styles from './Terminal.module.css';

/** A place's terminal: what was typed and what came of it, and the prompt. */
export function Screen({ place }: { readonly place: Place }) {
  const { t } = useTranslation();
  const cleared = useTerminals((state) => state.cleared[place] ?? 0);
  const entries = useLab(useShallow(({ entries, done }) => visibleEntries(entries, done, place, cleared)));
  const waiting = useLab(useShallow((lab) => lab.waiting.filter((command) => command.place === place)));
  const screen = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => {
    screen.current?.scrollTo({ top: screen.current.scrollHeight });
  }, [entries, waiting]);

  const focusInput = (event: MouseEvent) => {
    const selecting = document.getSelection()?.isCollapsed === false;
    if (!selecting && event.button === 0) input.current?.focus({ preventScroll: true });
  };

  return (
    <div ref={screen} className={styles['screen']} onClick={focusInput}>
      {entries.length === 0 && waiting.length === 0 && <p className={styles['hint']}>{t('terminal.hint')}</p>}
      <div role="log" aria-label={t('terminal.output')}>
        {entries.map((entry) => (
          <Output key={entry.id} entry={entry} />
        ))}
        {waiting.map(({ line }, index) => (
          <Command key={index} place={place} line={line} />
        ))}
      </div>
      <Prompt place={place} input={input} />
    </div>
  );
}

const Output = memo(function Output({ entry: { place, line, outcome } }: { readonly entry: Entry }) {
  const { stdout, stderr } = outcome;
  return (
    <>
      <Command place={place} line={line} />
      {stdout !== '' && (
        <pre className={styles['output']} data-wraps={isOneLine(stdout) || undefined}>
          {stdout}
        </pre>
      )}
      {stderr !== '' && <pre className={styles['error']}>{stderr}</pre>}
    </>
  );
});

/** A single long line is broken to be read; a table keeps its columns and scrolls. */
const isOneLine = (text: string): boolean => text.indexOf('\n') >= text.length - 1;

function Command({ place, line }: { readonly place: Place; readonly line: string }) {
  return (
    <pre className={styles['command']}>
      <span className={styles['prompt']}>{promptOf(place)}</span> {line}
    </pre>
  );
}
