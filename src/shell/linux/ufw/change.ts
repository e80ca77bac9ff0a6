import type { Namespace } from '../../../kernel/namespace.ts';
import type { Place, World } from '../../../world/world.ts';
import { rulesAt, settingsAt, writeRules } from './files.ts';
import { UfwError } from './errors.ts';
import { takeRule } from './load.ts';
import type { Asked } from './parse.ts';
import { compare, lacksProtocol, linesOf, ofFamily, type UfwRule } from './rule.ts';
import { reloadUserRules } from './start.ts';

interface Where {
  readonly world: World;
  readonly place: Place;
  readonly namespace: Namespace;
  /** Nothing is changed: takes the rules that there would be. */
  readonly tried?: ((rules: readonly UfwRule[], v6: boolean) => void) | undefined;
}

/** Adds or takes away a rule, of one family or of both (UFWFrontend.set_rule). Returns what is told, a line for each. @throws UfwError */
export function changeRule(where: Where, { rule, families, position, removes }: Asked): string[] {
  const { world, place } = where;
  const { ipv6 } = settingsAt(world, place);
  if (families === 'v6' && !ipv6) throw new UfwError('IPv6 support not enabled');
  const [four, six] = [rulesAt(world, place, false), rulesAt(world, place, true)];
  if (typeof position === 'number' && position > four.length + six.length)
    throw new UfwError(`Invalid position '${position}'`);
  const told: string[] = [];
  if (families !== 'v6') {
    const at = positionIn(position, four, six, false, families);
    told.push(setRule(where, ofFamily(rule, false), at, removes));
  }
  if (families !== 'v4' && ipv6) {
    const at = positionIn(position, four, six, true, families);
    told.push(setRule(where, ofFamily(rule, true), at, removes));
  }
  return told;
}

/** Rules of IPv4 are numbered first, then those of IPv6; a rule of both goes before the same one in each. 0 is the end. */
function positionIn(
  position: Asked['position'],
  four: readonly UfwRule[],
  six: readonly UfwRule[],
  v6: boolean,
  families: Asked['families'],
): number {
  const own = v6 ? six : four;
  if (position === undefined) return 0;
  if (position === 'first') return own.length === 0 ? 0 : 1;
  const within = position > four.length;
  if (within === v6) return v6 ? position - four.length : position;
  if (families !== 'both') throw new UfwError(`Invalid position '${position}'`);
  const other = within ? six[position - four.length - 1] : four[position - 1];
  return other ? own.findIndex((each) => compare(each, ofFamily(other, v6)) !== 'different') + 1 : 0;
}

/** UFWBackendIptables.set_rule */
function setRule({ world, place, namespace, tried }: Where, rule: UfwRule, position: number, removes: boolean): string {
  const shown = rule.v6 ? ' (v6)' : '';
  if (lacksProtocol(rule)) throw new UfwError("Must specify 'tcp' or 'udp' with multiple ports");
  const rules = rulesAt(world, place, rule.v6);
  const enabled = settingsAt(world, place).enabled && !tried;
  const likeness = rules.map((each) => compare(each, rule));
  const found = likeness.findIndex(
    (each) => each === 'same' || (removes && each === 'other comment' && rule.comment === ''),
  );
  const alike = likeness.findIndex((each) => each !== 'different');
  const change = (next: readonly UfwRule[]): void =>
    tried ? tried(next, rule.v6) : writeRules(world, place, rule.v6, next);
  const reload = (): void => {
    if (enabled) reloadUserRules(world, place, namespace);
  };
  if (removes) {
    if (found < 0) return `Could not delete non-existent rule${shown}`;
    change(rules.filter((_, i) => i !== found));
    reload();
    return `${enabled ? 'Rule deleted' : 'Rules updated'}${shown}`;
  }
  if (position > 0) {
    if (alike >= 0) return `Skipping inserting existing rule${shown}`;
    change([...rules.slice(0, position - 1), rule, ...rules.slice(position - 1)]);
    reload();
    return `${enabled ? 'Rule inserted' : 'Rules updated'}${shown}`;
  }
  if (found >= 0) return `Skipping adding existing rule${shown}`;
  if (alike >= 0) {
    change(rules.map((each, i) => (i === alike ? rule : each)));
    reload();
    return `${enabled ? 'Rule updated' : 'Rules updated'}${shown}`;
  }
  change([...rules, rule]);
  if (!enabled) return `Rules updated${shown}`;
  for (const line of linesOf(rule)) takeRule(namespace, rule.v6 ? 'ip6' : 'ip', 'filter', line);
  return `Rule added${shown}`;
}
