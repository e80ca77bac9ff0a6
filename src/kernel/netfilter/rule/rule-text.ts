import { formatPrefix } from '../../../ip/address.ts';
import { bang } from '../extensions/extension.ts';
import { extensionOf } from '../extensions/matches.ts';
import { targetExtensionOf } from '../extensions/targets.ts';
import { opaqueText } from '../opaque.ts';
import { nextFound, readerOf, type Found, type Reader } from './getopt.ts';
import { NUMBERS_ONLY } from './resolver.ts';
import { RuleError } from './rule-error.ts';
import { createDraft, finishRules, loadProtocol, optionsOf, type RuleDraft, type RuleOption } from './rule-options.ts';
import type { Match, Negatable, Rule, TableFamily, Target } from '../table.ts';

/**
 * Reads a rule's specification: the words of an iptables command line without command and chain. Names of hosts and services
 * are what the resolver says.
 * @throws RuleError in the words of iptables
 */
export function parseRule(words: readonly string[], family: TableFamily = 'ip', resolver = NUMBERS_ONLY): Rule {
  const [rule, ...others] = parseRules(words, family, resolver);
  if (!rule || others.length > 0) throw new RuleError('Replacement rule does not specify a unique address');
  return rule;
}

/** As `parseRule`; lists of sources and destinations make a rule for each pair. */
export function parseRules(words: readonly string[], family: TableFamily = 'ip', resolver = NUMBERS_ONLY): Rule[] {
  const draft = createDraft(family, resolver);
  const reader = readerOf(words);
  let options = optionsOf(draft);
  for (let loaded = 0; ;) {
    const now = draft.matches.length + (draft.target ? 1 : 0);
    if (now !== loaded) options = optionsOf(draft);
    loaded = now;
    const before = { ...reader };
    const found = nextFound(reader, options);
    if (!found) break;
    takeFound(draft, found, reader, before);
  }
  if (draft.not) throw new RuleError('nothing appropriate following !');
  return finishRules(draft);
}

/** Takes what was found in the words into the rule; `before` is the reader's place before it, to read again from there. */
export function takeFound(draft: RuleDraft, found: Found<RuleOption>, reader: Reader, before: Reader): void {
  switch (found.kind) {
    case 'option':
      found.option.take(draft, found.value ?? '', reader);
      return;
    case 'argument':
      takeArgument(draft, found.text);
      return;
    case 'missing':
      throw new RuleError(`option "${found.as}" requires an argument`);
    case 'unknown':
      if (!loadProtocol(draft)) throw new RuleError(`unknown option "${found.as}"`);
      Object.assign(reader, before);
  }
}

function takeArgument(draft: RuleDraft, text: string): void {
  if (text !== '!') throw new RuleError(`Bad argument \`${text}'`, { bare: true });
  if (draft.not) throw new RuleError('multiple consecutive ! not allowed');
  draft.not = true;
}

/** A rule from its text as iptables-save prints it; words are split at spaces, quotes are not read. */
export const rule = (text: string, family: TableFamily = 'ip'): Rule =>
  parseRule(
    text.split(' ').filter((word) => word !== ''),
    family,
  );

/** The rule as `iptables -S` prints it behind `-A CHAIN`, with `-c` as `-S -v` does; empty for a rule that matches all and does nothing. */
export function printRule(rule: Rule, { counters = false } = {}): string {
  const word = (option: string, given: Negatable<string> | undefined): string[] =>
    given ? [`${bang(given.not)}-${option} ${given.value}`] : [];
  return [
    ...(rule.source ? [`${bang(rule.source.not)}-s ${formatPrefix(rule.source.value)}`] : []),
    ...(rule.destination ? [`${bang(rule.destination.not)}-d ${formatPrefix(rule.destination.value)}`] : []),
    ...word('i', rule.in),
    ...word('o', rule.out),
    ...word('p', rule.protocol),
    ...(rule.fragment ? [`${bang(rule.fragment.not)}-f`] : []),
    ...rule.matches.map(printMatch),
    ...(counters ? [`-c ${rule.counters.packets} ${rule.counters.bytes}`] : []),
    ...(rule.target ? [printTarget(rule.target)] : []),
  ].join(' ');
}

function printMatch(match: Match): string {
  if (match.kind === 'opaque') return `-m ${opaqueText(match)}`;
  const words = extensionOf(match.kind).save(match);
  return `-m ${match.kind}${words === '' ? '' : ` ${words}`}`;
}

function printTarget(target: Target): string {
  if (target.kind === 'jump') return `-${target.goto ? 'g' : 'j'} ${target.chain}`;
  if (target.kind === 'opaque') return `-j ${opaqueText(target)}`;
  const words = targetExtensionOf(target.kind).save(target);
  return `-j ${target.kind}${words === '' ? '' : ` ${words}`}`;
}
