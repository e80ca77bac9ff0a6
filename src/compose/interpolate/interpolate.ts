/**
 * Fills variables into all texts of a file, but not into keys (compose-go interpolation/interpolation.go).
 */
import { ComposeError } from '../problem.ts';
import { dotted } from '../rules.ts';
import { isList, isRecord } from '../tree.ts';
import type { Tree, TreePath, TreeRecord } from '../tree.ts';
import { castText } from './casts.ts';
import { TemplateError, substitute } from './template.ts';
import type { Lookup, Remark } from './template.ts';

/**
 * @param dates the ways to what is no text, though it stands as one in the tree
 * @throws ComposeError
 */
export function interpolate(
  tree: TreeRecord,
  lookup: Lookup,
  remark: RemarkAt,
  dates: readonly (readonly string[])[] = [],
): TreeRecord {
  const untouched = new Set(dates.map((way) => way.join('\0')));
  const inside = (value: Tree, path: TreePath): Tree => {
    if (typeof value === 'string') return untouched.has(path.join('\0')) ? value : filled(value, path, lookup, remark);
    if (isList(value)) return value.map((each, place) => inside(each, [...path, place]));
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inside(each, [...path, key])]));
  };
  return inside(tree, []) as TreeRecord;
}

/** Hears of a remark and of the place that it is about. */
export type RemarkAt = (path: TreePath, ...args: Parameters<Remark>) => void;

function filled(text: string, path: TreePath, lookup: Lookup, remarkAt: RemarkAt): Tree {
  const way = path.map((part) => (typeof part === 'number' ? '[]' : part));
  const remark: Remark = (warning) => {
    remarkAt(path, warning);
  };
  let value: string;
  try {
    value = substitute(text, lookup, remark);
  } catch (error) {
    throw withPlace(error, path, dotted(way));
  }
  try {
    return castText(value, way, remark);
  } catch (error) {
    throw withPlace(error, path, dotted(way), 'failed to cast to expected type: ');
  }
}

function withPlace(error: unknown, path: TreePath, place: string, before = ''): unknown {
  if (error instanceof TemplateError)
    return new ComposeError({
      text: `invalid interpolation format for ${place}.\nYou may need to escape any $ with another $.\n${error.template}`,
      path,
    });
  if (!(error instanceof ComposeError)) return error;
  const { text, ...rest } = error.problem;
  return new ComposeError({ path, ...rest, text: `error while interpolating ${place}: ${before}${text}` });
}
