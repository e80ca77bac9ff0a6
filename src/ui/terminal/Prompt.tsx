import { useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { worldOf } from '../../store/lab.ts';
import { runCommand } from '../../store/stores.ts';
import type { Place } from '../../world/world.ts';
import { nameOfPlace } from '../lab/spots.ts';
import { useStores, useTerminals } from '../lab/stores.tsx';
import { pastedLines } from './paste.ts';
import { clearScreen, promptOf } from './screen-text.ts';
import styles from './Terminal.module.css';

interface PromptProps {
  readonly place: Place;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** How many candidates are listed at most. */
const LISTED = 60;

/** The line at which a command is typed. */
export function Prompt({ place, input }: PromptProps) {
  const { t } = useTranslation();
  const stores = useStores();
  const [line, setLine] = useState('');
  const [candidates, setCandidates] = useState<readonly string[]>([]);
  const recall = useRecall(place);
  const candidatesId = useId();
  const focusWanted = useTerminals((state) => state.focusWanted === place);

  useEffect(() => {
    if (!focusWanted) return;
    input.current?.focus();
    stores.terminals.getState().focused();
  }, [focusWanted, input, stores]);

  const change = (text: string) => {
    setLine(text);
    setCandidates([]);
  };

  const submit = (text: string) => {
    const command = text.trim();
    if (command === '') return;
    recall.reset();
    if (command === 'clear') clearScreen(stores, place);
    else if (command === 'exit') stores.terminals.getState().close(place);
    else void enter(text);
  };

  const enter = async (text: string) => {
    const entry = await runCommand(stores, place, text);
    if (entry?.outcome.entered !== undefined) stores.terminals.getState().show(entry.outcome.entered, { focus: true });
  };

  const completeAt = async (element: HTMLInputElement) => {
    const { commonPart, complete } = await import('./completion.ts');
    const typed = element.value;
    const caret = element.selectionStart ?? typed.length;
    const completion = complete(worldOf(stores.lab.getState()), place, typed.slice(0, caret));
    const common = commonPart(completion);
    if (common === undefined) return;
    const head = typed.slice(0, completion.from) + common;
    setLine(head + typed.slice(caret));
    setCandidates(completion.candidates.length > 1 ? completion.candidates : []);
    requestAnimationFrame(() => element.setSelectionRange(head.length, head.length));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return; // Enter ends the input method's syllable, not the line
    const element = event.currentTarget;
    const control = event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    const handled = (): boolean => {
      if (event.key === 'Enter') {
        submit(line);
        change('');
        return true;
      }
      if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
        const recalled = recall.go(event.key === 'ArrowUp' ? -1 : 1, line);
        if (recalled !== undefined) change(recalled);
        return true;
      }
      if (event.key === 'Tab' && !event.shiftKey && line !== '') {
        void completeAt(element);
        return true;
      }
      if (!control) return false;
      if (event.key === 'l') {
        clearScreen(stores, place);
        return true;
      }
      if (event.key === 'u') {
        change(line.slice(element.selectionStart ?? 0));
        return true;
      }
      if (
        event.key === 'c' &&
        element.selectionStart === element.selectionEnd &&
        document.getSelection()?.isCollapsed
      ) {
        change('');
        return true;
      }
      return false;
    };
    if (handled()) event.preventDefault();
  };

  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text');
    if (!text.includes('\n')) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    const whole = line.slice(0, selectionStart ?? 0) + text + line.slice(selectionEnd ?? line.length);
    const { lines, rest } = pastedLines(whole);
    for (const pasted of lines) submit(pasted);
    change(rest);
  };

  return (
    <div className={styles['entry']}>
      <div className={styles['line']}>
        <span className={styles['prompt']} aria-hidden>
          {promptOf(place)}
        </span>
        <input
          ref={input}
          className={styles['input']}
          value={line}
          aria-label={t('terminal.input', { place: nameOfPlace(place) })}
          aria-describedby={candidatesId}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </div>
      <div id={candidatesId} className={styles['candidates']} role="status">
        {candidates.slice(0, LISTED).map((candidate) => (
          <span key={candidate}>{candidate} </span>
        ))}
      </div>
    </div>
  );
}

/** The lines typed before at a place, oldest first, gone through with the arrow keys. What was being typed comes back at the end. */
function useRecall(place: Place) {
  const { lab } = useStores();
  const at = useRef<number>(undefined);
  const draft = useRef('');
  return {
    reset: () => {
      at.current = undefined;
    },
    go: (step: -1 | 1, typed: string): string | undefined => {
      const { entries, waiting } = lab.getState();
      // What still runs or waits was typed all the same.
      const lines = [...entries, ...waiting]
        .filter((command) => command.place === place)
        .map((command) => command.line)
        .filter((line, index, all) => line !== all[index - 1]);
      if (at.current === undefined) draft.current = typed;
      const next = (at.current ?? lines.length) + step;
      if (next < 0 || next > lines.length) return undefined;
      at.current = next === lines.length ? undefined : next;
      return lines[next] ?? draft.current;
    },
  };
}
