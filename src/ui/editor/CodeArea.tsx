import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentLess } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { forceLinting, lintGutter, lintKeymap, linter, setDiagnosticsEffect } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type KeyBinding,
} from '@codemirror/view';
import { useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../simulator/check-file.ts';
import { composeCompletion, type Known } from './completion.ts';
import styles from './Editor.module.css';
import { softTab, yamlIndentation } from './indentation.ts';
import { isYaml, languageOf } from './language.ts';
import { phrasesOf } from './phrases.ts';
import { diagnosticOf, foundIn, type Found } from './problems.ts';
import { theme } from './theme.ts';

interface CodeAreaProps {
  readonly path: string;
  readonly text: string;
  readonly readOnly: boolean;
  readonly view: RefObject<EditorView | null>;
  /** What is wrong with the text, whenever the lab becomes another. */
  readonly check: (text: string) => Promise<readonly Finding[]>;
  /** Changes with what `check` goes by. */
  readonly checkedBy: unknown;
  /** Names of the lab that a compose file may speak of. */
  readonly known: () => Known;
  readonly onWrite: (text: string) => void;
  readonly onSave: () => void;
  readonly onLeave: () => void;
  readonly onFound: (found: readonly Found[]) => void;
}

/** Ms within which Escape is pressed again by who wants to leave; the first time it lets Tab leave the text. */
const AGAIN = 2000;

/** A key's work that is done where it is pressed twice. */
function atSecond(work: () => void): () => boolean {
  let before = -Infinity;
  return () => {
    const now = performance.now();
    const again = now - before < AGAIN;
    before = again ? -Infinity : now;
    if (again) work();
    return again;
  };
}

/** The text itself. Made anew for another file (by its key); what it is written in elsewhere comes in as `text`. */
export function CodeArea({ path, text, readOnly, view, check, checkedBy, known, ...props }: CodeAreaProps) {
  const { t } = useTranslation('editor');
  const parent = useRef<HTMLDivElement>(null);
  const made = useRef<EditorView>(null);
  const locked = useRef(new Compartment());
  const label = t('text', { path });
  const phrases = phrasesOf(t);

  const onWrite = useEffectEvent(props.onWrite);
  const onSave = useEffectEvent(props.onSave);
  const onLeave = useEffectEvent(props.onLeave);
  const onFound = useEffectEvent(props.onFound);
  const found = useEffectEvent((source: string) => check(source));
  const names = useEffectEvent(() => known());
  const start = useEffectEvent(() => {
    const keys: readonly KeyBinding[] = [
      { key: 'Mod-s', run: () => (onSave(), true), preventDefault: true },
      // With nothing to cut it leaves, as nano does.
      { key: 'Ctrl-x', run: ({ state }) => state.selection.main.empty && (onLeave(), true) },
      { key: 'Tab', run: softTab, shift: indentLess },
    ];
    const extensions: Extension[] = [
      Prec.high(keymap.of([...keys])),
      Prec.lowest(keymap.of([{ key: 'Escape', run: atSecond(() => onLeave()) }])),
      lineNumbers(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      highlightSelectionMatches(),
      isYaml(path) ? yamlIndentation : indentUnit.of('  '),
      text.includes('\r\n') ? EditorState.lineSeparator.of('\r\n') : [],
      EditorState.phrases.of(phrases),
      languageOf(path),
      // Its pictures of what a word is are letters that the page's fonts lack.
      autocompletion({ icons: false, ...(isYaml(path) && { override: [composeCompletion(() => names())] }) }),
      linter(async ({ state: { doc } }) => {
        const findings = await found(doc.toString());
        return findings.map((finding) => diagnosticOf(doc, finding));
      }),
      lintGutter(),
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...completionKeymap,
        ...lintKeymap,
      ]),
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onWrite(update.state.sliceDoc());
        const isFound = update.transactions.some(({ effects }) =>
          effects.some((each) => each.is(setDiagnosticsEffect)),
        );
        if (update.docChanged || isFound) onFound(foundIn(update.state));
      }),
      locked.current.of(EditorState.readOnly.of(readOnly)),
      theme,
    ];
    return new EditorView({ doc: text, extensions, parent: parent.current as HTMLElement });
  });

  useLayoutEffect(() => {
    made.current = start();
    return () => {
      made.current?.destroy();
      made.current = null;
    };
  }, []);
  useImperativeHandle(view, () => made.current as EditorView, []);

  // The file became another by a command, or what was written was let go of. What was just written comes back as it is.
  useLayoutEffect(() => {
    const at = made.current;
    if (at === null || at.state.sliceDoc() === text) return;
    at.dispatch({ changes: { from: 0, to: at.state.doc.length, insert: text } });
  }, [text]);

  useEffect(() => {
    made.current?.dispatch({ effects: locked.current.reconfigure(EditorState.readOnly.of(readOnly)) });
  }, [readOnly]);

  useEffect(() => {
    if (made.current !== null) forceLinting(made.current);
  }, [checkedBy]);

  return <div ref={parent} className={styles['code']} />;
}
