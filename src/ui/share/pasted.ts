import { isCompose } from '../../formats/compose/open/recognise.ts';

/** Shorter texts are no files. */
const SHORTEST = 10;

/** Whether pasted text is a compose file on its own, and no command line that holds one. */
export function isComposeAlone(text: string): boolean {
  const [first = ''] = text.split('\n').filter((line) => !/^\s*(?:#.*|---\s*)?$/.test(line));
  return /^["']?[\w.-]+["']?\s*:(?:\s|$)/.test(first) && isCompose(text);
}

/** Whether a text in one line is of a tool that prints JSON. */
const isJson = (text: string): boolean => /^\s*[[{].*[\]}]\s*$/.test(text);

/** What is pasted on the page, where no field is: its files; a compose file, a scenario or any of our formats as its text. */
export function filesOfPaste({
  files,
  text,
}: {
  readonly files: readonly File[];
  readonly text: string;
}): readonly File[] {
  if (files.length > 0) return files;
  if (text.length < SHORTEST || !(text.includes('\n') || isJson(text))) return [];
  return [new File([text], isComposeAlone(text) ? 'compose.yaml' : 'pasted.txt')];
}

/** The fragment of a pasted link that leads to a lab or a lesson; undefined where it is none. */
export const fragmentOfPaste = (text: string): string | undefined =>
  /^\s*https?:\/\/\S+(#(?:v\d+|l\d+|lesson)=\S+)\s*$/.exec(text)?.[1];
