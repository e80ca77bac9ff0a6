import { forEachDiagnostic, type Diagnostic } from '@codemirror/lint';
import type { EditorState, Text } from '@codemirror/state';
import type { Finding } from '../../simulator/check-file.ts';

/** A problem of a text as it stands now. */
export interface Found {
  readonly from: number;
  /** Counted from 1. */
  readonly line: number;
  readonly severity: string;
  readonly message: string;
}

/** A finding at its place in the text; at the first line where it is about none. */
export function diagnosticOf(doc: Text, { severity, text, line = 1, column }: Finding): Diagnostic {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const indent = /^\s*/.exec(at.text)?.[0].length ?? 0;
  const from = at.from + Math.min(Math.max(indent, (column ?? 1) - 1), at.length);
  return { from, to: at.to, severity, message: text };
}

/** All that is known to be wrong with a text, from its beginning to its end. */
export function foundIn(state: EditorState): readonly Found[] {
  const found: Found[] = [];
  forEachDiagnostic(state, ({ severity, message }, from) => {
    found.push({ from, line: state.doc.lineAt(from).number, severity, message });
  });
  return found;
}
