import { json, jsonParseLinter } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';

/** How a file is read, by its name. Others are plain text. */
export function languageOf(path: string): Extension {
  if (/\.ya?ml$/i.test(path)) return yaml();
  // An empty file is not there yet rather than wrong.
  if (/\.json$/i.test(path)) {
    const parse = jsonParseLinter();
    return [json(), linter((view) => (view.state.doc.toString().trim() === '' ? [] : parse(view)))];
  }
  return [];
}

export const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path);
