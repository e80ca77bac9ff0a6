import { deleteRule } from '../../../kernel/netfilter/chains.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { parseRule } from '../../../kernel/netfilter/rule/rule-text.ts';
import type { Place, World } from '../../../world/world.ts';
import { rulesAt, settingsAt, writeRules } from './files.ts';
import { UfwError } from './errors.ts';
import { takeRule } from './load.ts';
import type { Settings } from './logging.ts';
import type { Asked } from './parse.ts';
import { requests, rulesOfProfiles, sameRequest, updatedRules, type Names } from './profile-rules.ts';
import { compare, formatted, lacksProtocol, linesOf, ofFamily, type UfwRule } from './rule.ts';
import { reloadUserRules } from './start.ts';

interface Where {
  readonly world: World;
  readonly place: Place;
  readonly namespace: Namespace;
  readonly names: Names;
  readonly warn: (text: string) => void;
  /** Nothing is changed: takes the rules that there would be. */
  readonly tried?: ((rules: readonly UfwRule[], v6: boolean) => void) | undefined;
}

type Family = 'v4' | 'v6';

/** A change under way. */
interface Change extends Where {
  readonly settings: Settings;
  /** The rules there are, which every step changes; they are written at the end. */
  readonly rules: Record<Family, readonly UfwRule[]>;
  readonly changed: Set<Family>;
  /** Whether the rules in force are to be made anew. */
  stale: boolean;
}

/** Does something to the rules, and writes them, whatever becomes of it. */
function inChange<T>(where: Where, recipe: (change: Change) => T): T {
  const { world, place, namespace } = where;
  const rules = { v4: rulesAt(world, place, false), v6: rulesAt(world, place, true) };
  const change: Change = { ...where, settings: settingsAt(world, place), rules, changed: new Set(), stale: false };
  try {
    return recipe(change);
  } finally {
    for (const family of change.changed) writeRules(world, place, family === 'v6', rules[family]);
    if (change.stale && isOn(change)) reloadUserRules(world, place, namespace);
  }
}

const isOn = ({ settings, tried }: Change): boolean => settings.enabled && !tried;

function setRules(change: Change, family: Family, rules: readonly UfwRule[]): void {
  change.rules[family] = rules;
  if (change.tried) change.tried(rules, family === 'v6');
  else change.changed.add(family);
}

/** Adds or takes away a rule, or those that a profile comes to, of one family or of both (UFWFrontend.set_rule). Returns what is told. @throws UfwError */
export const changeRule = (where: Where, asked: Asked): string => inChange(where, (change) => changeAll(change, asked));

function changeAll(change: Change, asked: Asked): string {
  const rules = rulesAsked(change, asked);
  if (rules.length === 0)
    return change.tried ? '' : familyTexts(asked, 'Could not delete non-existent rule').join('\n');
  const counts = { v4: numbered(change, 'v4'), v6: numbered(change, 'v6') };
  const last = counts.v4 + counts.v6;
  let told = '';
  for (const [i, rule] of rules.entries()) {
    if (asked.position > last) throw new UfwError(`Invalid position '${asked.position}'`);
    try {
      told = setInFamilies(change, asked, rule, i, counts).join('\n');
    } catch (error) {
      if (!(error instanceof UfwError) || rules.length === 1) throw error;
      // As real: what is done already stays, since a rule that was inserted is not taken away by its position.
      for (const _ of i === 0 ? [] : rules.slice(0, i + 1)) change.warn(`Could not back out rule '${formatted(rule)}'`);
      const undone = i === 0 ? 'Attempted rules successfully unapplied.' : 'Some rules could not be unapplied.';
      throw new UfwError(`${error.message}\nError applying application rules. ${undone}`);
    }
  }
  return told;
}

const numbered = ({ rules }: Change, family: Family): number => requests(rules[family]).length;

function familyTexts({ families }: Asked, text: string): string[] {
  return [...(families === 'v6' ? [] : [text]), ...(families === 'v4' ? [] : [`${text} (v6)`])];
}

/** What a request comes to; one that takes away finds what is there. Those that go to one place go there last first. */
function rulesAsked(change: Change, { rule, families, position, removes }: Asked): UfwRule[] {
  if (rule.destinationProfile === '' && rule.sourceProfile === '') return [rule];
  if (!removes) {
    const rules = rulesOfProfiles(rule, change.names);
    return position === 0 ? rules : rules.reverse();
  }
  const family = families === 'v6' ? 'v6' : 'v4';
  const found = sameRequest(change.rules[family], rule, family === 'v6');
  return found.map((each) => ({ ...each, action: rule.action, log: rule.log }));
}

/** Rules of IPv4 are numbered first, then those of IPv6. */
function setInFamilies(
  change: Change,
  { families, position, removes }: Asked,
  rule: UfwRule,
  i: number,
  counts: Record<Family, number>,
): string[] {
  const invalid = new UfwError(`Invalid position '${position}'`);
  const first = (family: Family): number => (i === 0 && counts[family] === 0 ? 0 : 1);
  const set = (family: Family, at: number): string => setRule(change, ofFamily(rule, family === 'v6'), at, removes);
  if (!change.settings.ipv6) {
    if (families === 'v6') throw new UfwError('IPv6 support not enabled');
    return [set('v4', position === -1 ? first('v4') : position)];
  }
  if (families === 'v4') {
    if (position > counts.v4) throw invalid;
    return [set('v4', position === -1 ? first('v4') : position)];
  }
  if (families === 'v6') {
    if (position > 0 && position <= counts.v4) throw invalid;
    return [set('v6', position === -1 ? first('v6') : Math.max(0, position - counts.v4))];
  }
  if (position === -1) return [set('v4', first('v4')), set('v6', first('v6'))];
  if (position === 0) return [set('v4', 0), set('v6', 0)];
  // A rule of both goes before the same one in each.
  const told = set('v4', position > counts.v4 ? counterpart(change, position - counts.v4 + i, 'v6') : position);
  counts.v4 = numbered(change, 'v4');
  let at = position + 1;
  if (at <= counts.v4) {
    const found = counterpart(change, at, 'v4');
    at = found > 0 ? found - i : 0;
    if (at < -1) throw new UfwError(`Insert position '${at}' is not a valid position`);
  }
  return [told, set('v6', at > counts.v4 ? at - counts.v4 : at)];
}

/** Where the other family has the rule that has a number in this; 0 if it has none (find_other_position). */
function counterpart({ rules }: Change, position: number, family: Family): number {
  const own = rules[family];
  const head = own.slice(0, position);
  // As real: only what belongs together before the number itself is passed over.
  const rule = own[position - 1 + head.length - requests(head).length];
  const other = family === 'v4' ? 'v6' : 'v4';
  return rule ? rules[other].findIndex((each) => compare(each, ofFamily(rule, other === 'v6')) === 'same') + 1 : 0;
}

/** UFWBackendIptables.set_rule */
function setRule(change: Change, rule: UfwRule, position: number, removes: boolean): string {
  const family = rule.v6 ? 'v6' : 'v4';
  const shown = rule.v6 ? ' (v6)' : '';
  if (change.tried && rule.v6 && rule.action === 'limit') return "Skipping unsupported IPv6 'limit' rule";
  if (lacksProtocol(rule)) throw new UfwError("Must specify 'tcp' or 'udp' with multiple ports");
  const old = change.rules[family];
  if (position < 0 || position > old.length) throw new UfwError(`Invalid position '${position}'`);
  const { rules, inserted, alike, found, changed } = merged(old, rule, position, removes);
  if (inserted && alike) return `Skipping inserting existing rule${shown}`;
  if (!inserted && !found && removes && !change.tried) return `Could not delete non-existent rule${shown}`;
  if (!inserted && found && !removes && !changed) return `Skipping adding existing rule${shown}`;
  setRules(change, family, rules);
  if (!isOn(change)) return `Rules updated${shown}`;
  if (inserted || changed || removes) {
    change.stale = true;
    return `Rule ${inserted ? 'inserted' : changed ? 'updated' : 'deleted'}${shown}`;
  }
  takeLive(change.namespace, rule);
  return `Rule added${shown}`;
}

interface Merged {
  readonly rules: readonly UfwRule[];
  readonly inserted: boolean;
  /** Whether one of the same traffic was there. */
  readonly alike: boolean;
  readonly found: boolean;
  readonly changed: boolean;
}

/** Rules with one more, or one less. A number is of rules as they are in the file, but rules that belong together stay so. */
function merged(old: readonly UfwRule[], rule: UfwRule, position: number, removes: boolean): Merged {
  const rules: UfwRule[] = [];
  let [at, inserted, alike, found, changed] = [position, false, false, false, false];
  for (const [i, each] of old.entries()) {
    if (i + 1 === at) {
      const before = old[i - 1];
      if ((before && isPlain(before)) || isPlain(each) || !before || groupOf(before) !== groupOf(each)) {
        inserted = true;
        rules.push(rule);
      } else at += 1;
    }
    const likeness = compare(each, rule);
    if (likeness !== 'different') alike = true;
    if (likeness === 'same' && !found && !inserted) {
      found = true;
      if (!removes) rules.push(rule);
    } else if (likeness === 'other comment' && removes && rule.comment === '') found = true;
    else if ((likeness === 'other comment' || likeness === 'other action') && !removes && !inserted) {
      found = changed = true;
      rules.push(rule);
    } else rules.push(each);
  }
  if (!inserted && !found && !removes) rules.push(rule);
  return { rules, inserted, alike, found, changed };
}

const isPlain = (rule: UfwRule): boolean => rule.destinationProfile === '' && rule.sourceProfile === '';

const groupOf = ({ destination, source, destinationProfile, sourceProfile }: UfwRule): string =>
  [destination, source, destinationProfile, sourceProfile].join('\n');

/** Adds a rule to those in force, and takes away what would hide one that tells of packets. */
function takeLive(namespace: Namespace, rule: UfwRule): void {
  const family = rule.v6 ? 'ip6' : 'ip';
  const lines = linesOf(rule);
  for (const line of lines) takeRule(namespace, family, 'filter', line);
  const [, logging = ''] = lines[0]?.split(' ') ?? [];
  if (rule.log !== '') deleteRule(namespace, family, 'filter', logging, parseRule(['-j', 'RETURN'], family));
}

/** Makes the rules of profiles anew, each alone (UFWFrontend.application_update). Returns the names of those that rules are of. @throws UfwError */
export const updateProfiles = (where: Where, profiles: readonly string[]): string[] =>
  inChange(where, (change) => {
    const updated = profiles.filter((name) => {
      const next = updatedRules([...change.rules.v4, ...change.rules.v6], name, change.names);
      if (!next) return false;
      const of = (v6: boolean): UfwRule[] => next.filter((rule) => rule.v6 === v6);
      setRules(change, 'v4', of(false));
      setRules(change, 'v6', of(true));
      return true;
    });
    change.stale = updated.length > 0;
    return updated;
  });
