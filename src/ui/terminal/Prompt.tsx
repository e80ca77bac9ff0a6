import { useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { commonPart } from '../../shell/completion/candidates.ts';
import { isIncomplete } from '../../shell/incomplete.ts';
import { END_OF_INPUT, INTERRUPT, foregroundAt, loginAt } from '../../shell/terminal/terminal.ts';
import { worldOf } from '../../store/lab.ts';
import { runCommand } from '../../store/stores.ts';
import type { Place } from '../../world/world.ts';
import { keyName } from '../commands/keys.ts';
import { openFiles } from '../share/opening.ts';
import { isComposeAlone } from '../share/pasted.ts';
import { useStores, useTerminals, useWorld } from '../stores/stores.tsx';
import { nameOfPlace } from '../../world/spots.ts';
import { ReverseSearch } from './ReverseSearch.tsx';
import styles from './Terminal.module.css';
import { edited } from './line-editing.ts';
import { joined, pastedLines } from './paste.ts';
import { linesAt } from './recall.ts';
import { CONTINUES, clearScreen, dropLine, promptOf, showHelp } from './screen-text.ts';
import { own } from '../../kernel/own.ts';

interface PromptProps {
  readonly place: Place;
  readonly input: RefObject<HTMLTextAreaElement | null>;
  /** Where earlier lines are looked for, in the prompt's place. */
  readonly search: RefObject<HTMLInputElement | null>;
}

/** How many candidates are listed at most. */
const LISTED = 60;

/** The line at which a command is typed; the lines, where it goes on over several. */
export function Prompt({ place, input, search }: PromptProps) {
  const { t } = useTranslation();
  const stores = useStores();
  const line = useTerminals((state) => own(state.drafts, place) ?? '');
  const [candidates, setCandidates] = useState<readonly string[]>([]);
  const [searching, setSearching] = useState(false);
  const killed = useRef('');
  const recall = useRecall(place);
  const candidatesId = useId();
  const held = foregroundAt(useWorld(), place) !== undefined;
  const focusWanted = useTerminals((state) => state.focusWanted === place);

  useEffect(() => {
    if (!focusWanted) return;
    input.current?.focus();
    stores.terminals.getState().focused();
  }, [focusWanted, input, stores]);

  const change = (text: string, caret?: number) => {
    const show = () => {
      stores.terminals.getState().draft(place, text);
      setCandidates([]);
    };
    if (caret === undefined) return show();
    flushSync(show); // the next key may come before the next frame
    input.current?.setSelectionRange(caret, caret);
  };

  const submit = (text: string) => {
    const command = text.trim();
    recall.reset();
    if (command === '') return;
    const builtin = own(pageBuiltins, command);
    if (builtin === undefined) void enter(joined(text));
    else builtin();
  };

  const pageBuiltins: Readonly<Record<string, () => void>> = {
    clear: () => clearScreen(stores, place),
    exit: () => leave('exit'),
    help: () => showHelp(stores, place),
  };

  const enter = async (text: string) => {
    const entry = await runCommand(stores, place, text);
    const { entered, left } = entry?.outcome ?? {};
    const { show, close } = stores.terminals.getState();
    if (left !== undefined) close(place);
    if (entered !== undefined || left !== undefined) show(entered ?? left ?? place, { focus: true });
  };

  /** Leaves the shell that was opened here from elsewhere; a terminal of the page's own is closed. */
  const leave = (text: string) => {
    if (loginAt(worldOf(stores.lab.getState()), place)) void enter(text);
    else stores.terminals.getState().close(place);
  };

  const completeAt = async (element: HTMLTextAreaElement) => {
    const typed = element.value;
    const caret = element.selectionStart;
    const world = worldOf(stores.lab.getState());
    const completion = await stores.simulator.ask('complete', world, place, typed.slice(0, caret));
    if (element.value !== typed) return; // something else was typed meanwhile
    const common = commonPart(completion);
    if (common === undefined) return;
    const head = typed.slice(0, completion.from) + common;
    change(head + typed.slice(caret), head.length);
    setCandidates(completion.candidates.length > 1 ? completion.candidates : []);
  };

  /** Does what a key stands for; false where it stands for nothing here. */
  const onKey = (key: string, element: HTMLTextAreaElement): boolean => {
    const { selectionStart, selectionEnd } = element;
    switch (key) {
      case 'enter':
        if (isIncomplete(line)) change(`${line}\n`, line.length + 1);
        else {
          submit(line);
          change('');
        }
        return true;
      case 'arrowup':
      case 'ctrl+p':
      case 'arrowdown':
      case 'ctrl+n': {
        const up = key === 'arrowup' || key === 'ctrl+p';
        const beyond = up ? line.slice(0, selectionStart) : line.slice(selectionEnd);
        if (key.startsWith('arrow') && !recall.isGoing() && beyond.includes('\n')) return false;
        const recalled = recall.go(up ? -1 : 1, line);
        if (recalled !== undefined) change(recalled, recalled.length);
        return true;
      }
      case 'tab':
        if (line === '') return false;
        completeAt(element).catch(() => undefined); // nothing is completed
        return true;
      case 'escape':
        if (candidates.length === 0) return false;
        setCandidates([]);
        return true;
      case 'ctrl+l':
        clearScreen(stores, place);
        return true;
      case 'ctrl+r':
        setSearching(true);
        return true;
      case 'ctrl+c':
        if (selectionStart !== selectionEnd || document.getSelection()?.isCollapsed === false) return false;
        if (stores.lab.getState().interrupt(place)) stores.lab.getState().cancel(place);
        else if (held) void enter(INTERRUPT);
        else dropLine(stores, place, line);
        recall.reset();
        change('');
        return true;
      case 'ctrl+d':
        if (line === '') leave(END_OF_INPUT);
        else if (!line.endsWith('\n')) return false;
        else {
          submit(line);
          change('');
        }
        return true;
      case 'ctrl+k': // with nothing to cut, it opens the palette as everywhere else
        if (line === '') return false;
    }
    const result = edited(key, { text: line, caret: selectionStart }, killed.current);
    if (result === undefined) return false;
    if (result.killed !== undefined && result.killed !== '') killed.current = result.killed;
    change(result.text, result.caret);
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter ends the input method's syllable, not the line; some browsers only tell by the key's name.
    if (event.nativeEvent.isComposing || event.key === 'Process' || event.metaKey) return;
    if (onKey(keyName(event), event.currentTarget)) event.preventDefault();
  };

  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const text = event.clipboardData.getData('text');
    if (!text.includes('\n')) return;
    event.preventDefault();
    // No shell knows what to do with a file's text; the page does.
    if (line === '' && isComposeAlone(text)) {
      void openFiles(stores, [new File([text], 'compose.yaml')]);
      return;
    }
    const { selectionStart, selectionEnd } = event.currentTarget;
    const whole = line.slice(0, selectionStart) + text + line.slice(selectionEnd);
    const { lines, rest } = pastedLines(whole);
    for (const pasted of lines) submit(pasted);
    change(rest, rest.length);
  };

  if (searching)
    return (
      <ReverseSearch
        lines={recall.lines()}
        input={search}
        onDone={(found, run) => {
          setSearching(false);
          stores.terminals.getState().show(place, { focus: true });
          if (run) submit(found);
          change(run ? '' : found, found.length);
        }}
        onCancel={() => {
          setSearching(false);
          stores.terminals.getState().show(place, { focus: true });
        }}
      />
    );
  return (
    <div className={styles['entry']}>
      <div className={styles['line']}>
        <span className={styles['prompt']} aria-hidden>
          {[held ? '' : promptOf(place), ...line.split('\n').slice(1).fill(CONTINUES)].join('\n')}
        </span>
        <textarea
          ref={input}
          className={styles['input']}
          value={line}
          rows={line.split('\n').length}
          wrap="off"
          aria-label={t('terminal.input', { place: nameOfPlace(place) })}
          aria-describedby={candidatesId}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="send"
          placeholder={held ? t('terminal.held') : undefined}
          onChange={(event) => {
            recall.reset();
            change(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </div>
      <div id={candidatesId} className={styles['candidates']} role="status">
        {candidates.slice(0, LISTED).map((candidate) => (
          <span key={candidate}>{candidate} </span>
        ))}
        {candidates.length > LISTED && <span>{t('terminal.more', { count: candidates.length - LISTED })}</span>}
      </div>
    </div>
  );
}

/** The lines typed before at a place, gone through with the arrow keys. What was being typed comes back at the end. */
function useRecall(place: Place) {
  const { lab } = useStores();
  const at = useRef<number>(undefined);
  const draft = useRef('');
  // What still runs or waits was typed all the same.
  const lines = () => linesAt([...lab.getState().entries, ...lab.getState().waiting], place);
  return {
    lines,
    isGoing: () => at.current !== undefined,
    reset: () => {
      at.current = undefined;
    },
    go: (step: -1 | 1, typed: string): string | undefined => {
      const all = lines();
      if (at.current === undefined) draft.current = typed;
      const next = (at.current ?? all.length) + step;
      if (next < 0 || next > all.length) return undefined;
      at.current = next === all.length ? undefined : next;
      return all[next] ?? draft.current;
    },
  };
}
