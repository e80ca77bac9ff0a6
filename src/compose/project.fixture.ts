import { findProject } from './find.ts';
import type { Files, Found, Request } from './find.ts';
import { loadProject } from './load.ts';
import type { Loaded, Switches } from './load.ts';
import { ComposeError } from './problem.ts';

/** The files of a test, by their paths below `/srv`; their folders are there too. */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  const all = new Map(Object.entries(texts).map(([path, text]) => [`/srv/${path}`, text]));
  return {
    read: (path) => all.get(path),
    isFolder: (path) => path === '/' || [...all.keys()].some((file) => file.startsWith(`${path}/`)),
  };
}

export const findIn = (texts: Readonly<Record<string, string>>, request: Partial<Request> = {}): Found =>
  findProject({ cwd: '/srv', shell: {}, ...request }, filesOf(texts));

export const loadIn = (
  texts: Readonly<Record<string, string>>,
  request: Partial<Request> = {},
  switches: Switches = {},
): Loaded => loadProject(findIn(texts, request), filesOf(texts), switches);

/** Loads one file. */
export const loadText = (text: string, shell: Readonly<Record<string, string>> = {}): Loaded =>
  loadIn({ 'compose.yaml': text }, { shell });

export function projectIn(...args: Parameters<typeof loadIn>): Extract<Loaded, { ok: true }>['project'] {
  const loaded = loadIn(...args);
  if (!loaded.ok) throw new Error(loaded.problem.text);
  return loaded.project;
}

/** What compose says of a problem; empty where there is none. */
export const problemOf = (loaded: Loaded): string => (loaded.ok ? '' : loaded.problem.text);

export function refusalOf(find: () => unknown): string {
  try {
    find();
    return '';
  } catch (error) {
    if (error instanceof ComposeError) return error.problem.text;
    throw error;
  }
}
