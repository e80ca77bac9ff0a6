/** Files that a person gave to be opened, and which of them are what. */
import { FILES, OVERRIDES, type Files } from '../../../compose/find.ts';
import { own } from '../../../kernel/own.ts';
import { isCompose, isYaml } from './recognise.ts';

export interface GivenFile {
  /** Its way from the project's folder, such as `compose.yaml` or `db/.env`. */
  readonly name: string;
  readonly text: string;
}

/** What may be opened at once. */
export const MOST_FILES = 40;

/** A name that can stand below the project's folder. */
export const safeName = (name: string): string =>
  name
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/')
    .replace(/\p{Cc}/gu, '')
    .slice(0, 200) || 'file';

/** The files that make the project, in the order of merging: those that compose finds by itself, and what nobody refers to. */
export function chosenFiles(files: readonly GivenFile[]): readonly string[] {
  const composed = files.filter(({ text }) => isCompose(text)).map(({ name }) => name);
  const referred = new Set(
    composed.filter((name) => files.some((other) => other.name !== name && refers(other, name))),
  );
  const base = FILES.find((name) => composed.includes(name));
  const override = composed.filter((name) => OVERRIDES.includes(name));
  const others = composed.filter((name) => name !== base && !override.includes(name) && !referred.has(name));
  const chosen = [...(base === undefined ? [] : [base]), ...override, ...others];
  return chosen.length > 0 ? chosen : composed.slice(0, 1);
}

const refers = ({ text, name }: GivenFile, to: string): boolean =>
  isYaml(name) &&
  text
    .split('\n')
    .some((line) => /(?:file|path|include)\s*:|^\s*-\s/.test(line) && line.includes(to.split('/').at(-1) ?? to));

/** Files as they lie in a folder. */
export function filesIn(folder: string, given: readonly GivenFile[]): Files {
  const texts = new Map(given.map(({ name, text }) => [`${folder}/${name}`, text]));
  return {
    read: (path) => texts.get(path),
    isFolder: (path) =>
      folder === path || folder.startsWith(`${path}/`) || [...texts.keys()].some((each) => each.startsWith(`${path}/`)),
  };
}

/** Whether compose takes these files without being told. */
export function isDefault(chosen: readonly string[]): boolean {
  const [base, ...rest] = chosen;
  return (
    base !== undefined && FILES.includes(base) && rest.length <= 1 && rest.every((name) => OVERRIDES.includes(name))
  );
}

/** Variables that texts mention, with whether they must be set and what they are otherwise. */
export interface Mentioned {
  readonly name: string;
  readonly required: boolean;
  readonly otherwise?: string;
}

/** At most so many variables are asked for. */
const MOST_VARIABLES = 200;

export function mentioned(texts: readonly string[]): readonly Mentioned[] {
  const found = new Map<string, Mentioned>();
  for (const text of texts)
    for (const [, before = '', braced, operator = '', rest = '', plain] of text.matchAll(
      /(\$?)\$(?:\{([A-Za-z_]\w*)(:?[-?+])?([^{}$]*)\}|([A-Za-z_]\w*))/g,
    )) {
      const name = braced ?? plain ?? '';
      if (before !== '' || found.size >= MOST_VARIABLES) continue;
      const old = found.get(name);
      found.set(name, {
        name,
        required: (old?.required ?? false) || operator.endsWith('?'),
        ...(operator.endsWith('-')
          ? { otherwise: rest }
          : old?.otherwise !== undefined && { otherwise: old.otherwise }),
      });
    }
  return [...found.values()];
}

/** Names of variables that a text of an env file sets. */
export const setIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/^\s*(?:export\s+)?([A-Za-z_]\w*)\s*[=:]/gm)].map(([, name = '']) => name));

/** The text of `.env` with more variables. */
export function withVariables(text: string, variables: Readonly<Record<string, string>>): string {
  const lines = Object.keys(variables)
    .filter((name) => /^[A-Za-z_]\w*$/.test(name))
    .map((name) => `${name}=${envQuoted(own(variables, name) ?? '')}\n`);
  const ended = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return ended + lines.join('');
}

const envQuoted = (value: string): string =>
  /^[\w./:@,+-]*$/.test(value) ? value : `"${value.replace(/[\\"$]/g, '\\$&').replaceAll('\n', '\\n')}"`;
