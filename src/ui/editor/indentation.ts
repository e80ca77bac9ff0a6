import { indentMore } from '@codemirror/commands';
import { indentService, indentUnit } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

const STEP = 2;

/** How deep the line after some YAML line stands: under a key without a value, and under the first key of a list's item. */
export function indentAfter(line: string): number {
  const indent = /^ */.exec(line)?.[0].length ?? 0;
  const text = line.replace(/(?:^|\s)#.*$/, '').trim();
  const item = /^-\s+/.exec(text)?.[0].length ?? 0;
  const opens = /:$/.test(text) || /:\s+[|>][-+\d]*$/.test(text);
  const isKey = /^-\s+[^\s"'[{][^:]*:(?:\s|$)/.test(text);
  return indent + (isKey ? item : 0) + (opens ? STEP : 0);
}

/** Lines of YAML begin where they belong, and steps are of two blanks: YAML takes no tabs. */
export const yamlIndentation: Extension = [
  indentUnit.of(' '.repeat(STEP)),
  EditorState.tabSize.of(STEP),
  indentService.of(({ state, simulatedBreak }, at) => {
    const line = state.doc.lineAt(at);
    if (simulatedBreak !== undefined && simulatedBreak !== null)
      return indentAfter(line.text.slice(0, Math.max(0, simulatedBreak - line.from)));
    return null;
  }),
];

/** The Tab key in a text without tabs: what is selected goes deeper, else blanks up to the next step. */
export function softTab(view: EditorView): boolean {
  const { state } = view;
  if (state.readOnly) return false;
  if (!state.selection.main.empty) return indentMore(view);
  const { head } = state.selection.main;
  const column = head - state.doc.lineAt(head).from;
  view.dispatch(state.replaceSelection(' '.repeat(STEP - (column % STEP))));
  return true;
}
