/** What `ipset save` and `ipset list` print of sets, without comments. */
import type { Discard } from '../draft.ts';
import { LIMITS } from '../limits.ts';
import type { SetFacts } from '../snapshot.ts';

const CREATE = /^create (\S{1,31}) ((?:hash|bitmap|list):[a-z,]{1,32})(?: (.*))?$/;
const ADD = /^add (\S{1,31}) (\S{1,256})(?: (.*))?$/;
const NAME = /^Name: (\S{1,31})\s*$/;
const TYPE = /^Type: ((?:hash|bitmap|list):[a-z,]{1,32})\s*$/;

export const isSavedSet = (line: string): boolean => CREATE.test(line) || ADD.test(line);

/** Whether a line is one of `ipset save`, or the first that `ipset list` prints of a set. */
export const isSetLine = (line: string): boolean => isSavedSet(line) || NAME.test(line);

/** Whether a line goes on with a set of `ipset list`. */
export const isSetDetail = (line: string): boolean =>
  /^(Type|Revision|Header|Size in memory|References|Number of entries|Members):/.test(line) || MEMBER.test(line);

/** An address, a port, a set's name: nothing else stands alone on its line there. */
const MEMBER = /^[\w.:,/%-]{1,256}(?: (?:nomatch|timeout|packets|bytes|comment)\b.*)?$/;

/** Options, and how many words follow each. */
const OPTIONS: Readonly<Record<string, number>> = {
  ...{ family: 1, hashsize: 1, maxelem: 1, size: 1, range: 1, netmask: 1, bitmask: 1, markmask: 1, timeout: 1 },
  ...{ packets: 1, bytes: 1, nomatch: 0, counters: 0, forceadd: 0, skbinfo: 0 },
};
/** Behind it stands what somebody wrote. */
const COMMENT = 'comment';
const VALUE = /^[\w.:/-]{1,64}$/;

/** The sets of a text; such as are larger than any that is taken are left out. */
export function readSets(lines: readonly string[], discard: Discard): SetFacts[] {
  const sets = new Map<string, SetFacts>();
  const whole = (name: string, type: string, options: string): SetFacts => {
    const made = { name, type, options: optionsOf(options, discard, false), members: [] };
    sets.set(name, made);
    return made;
  };
  let listed: { name: string; set?: SetFacts } | undefined;
  for (const line of lines) {
    const [, created, type = '', options = ''] = CREATE.exec(line) ?? [];
    const [, added = '', element, more = ''] = ADD.exec(line) ?? [];
    const name = NAME.exec(line)?.[1];
    if (created !== undefined) whole(created, type, options);
    else if (element !== undefined) addTo(sets.get(added), element, more, discard);
    else if (name !== undefined) listed = { name };
    else if (listed) listed = goneOn(listed, line, whole, discard);
  }
  return [...sets.values()].filter(({ members }) => {
    if (members.length > LIMITS.members) discard('unread', members.length);
    return members.length <= LIMITS.members;
  });
}

/** A set of `ipset list` after another line of it. */
function goneOn(
  { name, set }: { name: string; set?: SetFacts },
  line: string,
  whole: (name: string, type: string, options: string) => SetFacts,
  discard: Discard,
): { name: string; set?: SetFacts } {
  const type = TYPE.exec(line)?.[1];
  if (type !== undefined) return { name, set: whole(name, type, '') };
  if (set && line.startsWith('Header: ')) set.options = optionsOf(line.slice('Header: '.length), discard, false);
  const [element = '', ...more] = line.split(' ');
  if (set && MEMBER.test(line) && !line.endsWith(':')) addTo(set, element, more.join(' '), discard);
  return set ? { name, set } : { name };
}

function addTo(set: SetFacts | undefined, element: string, more: string, discard: Discard): void {
  if (set && set.members.length <= LIMITS.members)
    set.members.push([element, ...optionsOf(more, discard, true)].join(' '));
}

/** The options that are known. @param ofMember whether what follows a comment is one's words */
function optionsOf(text: string, discard: Discard, ofMember: boolean): string[] {
  const words = text.split(/\s+/);
  const kept: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === COMMENT && ofMember) {
      discard('comments');
      return kept;
    }
    const count = Object.hasOwn(OPTIONS, word) ? (OPTIONS[word] ?? 0) : undefined;
    if (count === undefined) continue;
    const values = words.slice(at + 1, at + 1 + count);
    if (values.length === count && values.every((value) => VALUE.test(value))) kept.push(word, ...values);
    at += count;
  }
  return kept;
}

/** Sets with others, of which those of a name that is known are newer. */
export const withSets = (known: readonly SetFacts[] = [], more: readonly SetFacts[]): SetFacts[] => [
  ...known.filter(({ name }) => !more.some((other) => other.name === name)),
  ...more,
];
