import type { Match, Rule, TableFamily, Target } from '../table.ts';
import { RuleError } from './rule-error.ts';
import { matchExtension } from '../extensions/matches.ts';
import { NUMBERS_ONLY, type Resolver } from './resolver.ts';
import { parseRules } from './rule-text.ts';

/** Words of a rule that belong together: one option of the rule itself, a match with its options, or a target with its own. */
interface Group {
  readonly kind: 'own' | 'match' | 'target';
  readonly words: string[];
}

/** Options of a rule itself, as iptables-save writes them, and how many words follow. */
const OWN: Readonly<Record<string, number>> = { '-s': 1, '-d': 1, '-i': 1, '-o': 1, '-p': 1, '-f': 0, '-c': 2 };

/**
 * Reads a rule that a real host has, as iptables-save prints it, whatever its kernel knows: matches and targets that are not known
 * here are kept as they stand. Throws RuleError where not even the rest is a rule.
 * @param hasSet whether it is known what is in a set: of others nobody can tell whether a packet is in them
 */
export function lenientRules(
  words: readonly string[],
  family: TableFamily,
  hasSet: (name: string) => boolean = () => false,
): Rule[] {
  const known: Resolver = { ...NUMBERS_ONLY, hasSet };
  if (words.some((word, at) => words[at - 1] === '-m' && !matchExtension(word, family)))
    return withOpaque(groupsOf(words), family, known);
  try {
    return parseRules(words, family, known);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return withOpaque(groupsOf(words), family, known);
  }
}

function groupsOf(words: readonly string[]): Group[] {
  const groups: Group[] = [];
  let bang = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const last = groups.at(-1);
    const before = bang ? ['!'] : [];
    const follows = last?.kind === 'target' ? undefined : Object.hasOwn(OWN, word) ? OWN[word] : undefined;
    if (word === '!' && last?.kind !== 'target' && !bang) {
      bang = true;
      continue;
    }
    bang = false;
    if (follows !== undefined) {
      groups.push({ kind: 'own', words: [...before, ...words.slice(at, at + follows + 1)] });
      at += follows;
    } else if (word === '-m' && last?.kind !== 'target') groups.push({ kind: 'match', words: [word] });
    else if (word === '-j' || word === '-g') groups.push({ kind: 'target', words: [word] });
    else if (last && last.kind !== 'own') last.words.push(...before, word);
    else throw new RuleError(`Bad argument \`${word}'`, { bare: true });
  }
  return groups;
}

function withOpaque(groups: readonly Group[], family: TableFamily, resolver: Resolver): Rule[] {
  const protocol = groups.find(({ words }) => words.includes('-p') && words[0] !== '!');
  const isKnown = ({ kind, words }: Group): boolean =>
    kind === 'own' ||
    (kind === 'match' && !matchExtension(words[1] ?? '', family)
      ? false
      : isRule([...(kind === 'match' && protocol ? protocol.words : []), ...words], family, resolver));
  const known = groups.map(isKnown);
  const target = groups.find(({ kind }, at) => kind === 'target' && !known[at]);
  const rest = groups.filter((_, at) => known[at]).flatMap(({ words }) => words);
  return parseRules(rest, family, resolver).map((rule) => ({
    ...rule,
    matches: interleaved(
      groups.flatMap((group, at) => (group.kind === 'match' ? [known[at] ? undefined : opaque(group)] : [])),
      rule.matches,
    ),
    ...(target && { target: opaque(target) satisfies Target }),
  }));
}

const opaque = ({ words }: Group): Extract<Match, { kind: 'opaque' }> => ({ kind: 'opaque', words: words.slice(1) });

function isRule(words: readonly string[], family: TableFamily, resolver: Resolver): boolean {
  try {
    parseRules(words, family, resolver);
    return true;
  } catch (error) {
    if (error instanceof RuleError) return false;
    throw error;
  }
}

/** The matches in the order of the words. */
function interleaved(places: readonly (Match | undefined)[], known: readonly Match[]): Match[] {
  const rest = [...known];
  const all = places.flatMap((match) => match ?? rest.shift() ?? []);
  return [...all, ...rest];
}
