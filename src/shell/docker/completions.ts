/** What may come next on a docker command line, for a terminal that completes words. */
import { entryNamed, isAbsent, isGroup, nameOf } from './command.ts';
import type { ArgumentKind, Command, Entry } from './command.ts';
import type { Flag } from './flags/flag.ts';
import { globalFlags } from './flags/global.table.ts';
import { rootEntries } from './tree.ts';

export interface Candidate {
  readonly word: string;
  /** What it means, in docker's own words. */
  readonly note: string;
}

export interface Completions {
  /** Commands or flags that fit here, whether or not they begin as the last word does. */
  readonly candidates: readonly Candidate[];
  /** What else fits: the name of a container, a network, an image, or a command of the image's. */
  readonly kind: ArgumentKind;
}

/** Flags whose value names something. */
const valueKinds: Readonly<Record<string, ArgumentKind>> = {
  link: 'running container',
  net: 'network',
  network: 'network',
  'volumes-from': 'container',
};

const nothing: Completions = { candidates: [], kind: 'none' };

const commandsOf = (entries: readonly Entry[]): Completions => ({
  candidates: entries.filter((entry) => !isAbsent(entry)).map((entry) => ({ word: nameOf(entry), note: entry.short })),
  kind: 'none',
});

const flagsOf = (flags: readonly Flag[]): Completions => ({
  candidates: flags
    .filter((flag) => !flag.hidden)
    .flatMap(({ name, short, usage }) => [
      ...(short ? [{ word: `-${short}`, note: usage }] : []),
      { word: `--${name}`, note: usage },
    ]),
  kind: 'none',
});

/** Completes the last of the words, the first of which is `docker`. */
export function completions(words: readonly string[]): Completions {
  const [last = '', ...before] = words.slice(1).reverse();
  const given = before.reverse();
  let entries = rootEntries;
  let path = 'docker';
  for (let i = 0; i < given.length; i++) {
    const word = given[i] ?? '';
    if (path === 'docker' && word.startsWith('-')) {
      if (takesNext(globalFlags, word)) i++;
      continue;
    }
    const entry = entryNamed(entries, path, word);
    if (!entry || isAbsent(entry)) return nothing;
    if (!isGroup(entry)) return ofCommand(entry, given.slice(i + 1), last);
    path = `${path} ${nameOf(entry)}`;
    entries = entry.commands;
  }
  return last.startsWith('-') ? flagsOf(path === 'docker' ? globalFlags : []) : commandsOf(entries);
}

function ofCommand(command: Command, given: readonly string[], last: string): Completions {
  let position = 0;
  for (let i = 0; i < given.length; i++) {
    const word = given[i] ?? '';
    const isFlag = word.startsWith('-') && word !== '-' && !(command.stopsAtArgument && position > 0);
    if (!isFlag) position++;
    else if (takesNext(command.flags, word) && ++i === given.length) return ofValue(command.flags, word);
  }
  const flagsMayStand = !(command.stopsAtArgument && position > 0);
  if (last.startsWith('-') && flagsMayStand) return flagsOf(command.flags);
  const kinds = command.completes ?? [];
  return { candidates: [], kind: kinds[Math.min(position, kinds.length - 1)] ?? 'none' };
}

/** The flag whose value a word leaves to the next one. */
function waitingFlag(flags: readonly Flag[], word: string): Flag | undefined {
  if (word.startsWith('--'))
    return word.includes('=') ? undefined : flags.find(({ name, type }) => `--${name}` === word && type !== 'bool');
  for (let i = 1; i < word.length; i++) {
    const flag = flags.find(({ short }) => short === word[i]);
    if (flag && flag.type !== 'bool') return i === word.length - 1 ? flag : undefined;
  }
  return undefined;
}

const takesNext = (flags: readonly Flag[], word: string): boolean => waitingFlag(flags, word) !== undefined;

const ofValue = (flags: readonly Flag[], word: string): Completions => ({
  candidates: [],
  kind: valueKinds[waitingFlag(flags, word)?.name ?? ''] ?? 'none',
});
