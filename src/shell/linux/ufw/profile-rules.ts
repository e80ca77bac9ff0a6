import type { Asked } from './parse.ts';
import { UfwError } from './errors.ts';
import type { Services } from './ports.ts';
import { portOf, isProfileName, type Profile } from './profile-files.ts';
import { ANY, isMulti, ofFamily, type UfwRule } from './rule.ts';

/** The profiles of a host, and what its services are called. */
export interface Names {
  readonly profiles: readonly Profile[];
  readonly services: Services;
}

/** What rules of one request have in common; of a rule of no profile nothing (UFWRule.get_app_tuple, which knows no `route`). */
function requestOf(rule: UfwRule): string | undefined {
  const { destinationProfile, sourceProfile, destination, source, interfaceIn, interfaceOut } = rule;
  if (destinationProfile === '' && sourceProfile === '') return undefined;
  const devices = [interfaceIn === '' ? '' : `in_${interfaceIn}`, interfaceOut === '' ? '' : `out_${interfaceOut}`];
  return [
    destinationProfile === '' ? rule.destinationPort : destinationProfile,
    destination,
    sourceProfile === '' ? rule.sourcePort : sourceProfile,
    source,
    ...(interfaceIn === '' && interfaceOut === '' ? [rule.direction] : devices),
  ].join(' ');
}

/** One rule of each request: what a person numbers. */
export function requests(rules: readonly UfwRule[]): UfwRule[] {
  const seen = new Set<string>();
  return rules.filter((rule) => {
    const request = requestOf(rule);
    if (request === undefined) return true;
    const isNew = !seen.has(request);
    seen.add(request);
    return isNew;
  });
}

/** The rules that are of the same request as another. */
export function sameRequest(rules: readonly UfwRule[], rule: UfwRule, v6: boolean): UfwRule[] {
  const request = requestOf(ofFamily(rule, v6));
  return rules.filter((each) => requestOf(each) === request);
}

/** A profile is named in any case, if but one is called so. @throws UfwError */
function exactName(profiles: readonly Profile[], name: string): string {
  if (profiles.some((profile) => profile.name === name)) return name;
  const [first, ...more] = profiles.filter((profile) => profile.name.toLowerCase() === name.toLowerCase());
  if (!first) throw new UfwError(`Could not find a profile matching '${name}'`);
  if (more.length > 0) throw new UfwError(`Found multiple matches for '${name}'. Please use exact profile name`);
  return first.name;
}

/** What is asked, with the names of profiles as their files have them (UFWFrontend.do_action). @throws UfwError */
export function withExactNames(asked: Asked, { profiles }: Names): Asked {
  const rule = { ...asked.rule };
  for (const end of ['destination', 'source'] as const) {
    const given = rule[`${end}Profile`];
    if (given === '') continue;
    try {
      const exact = exactName(profiles, given);
      rule[`${end}Profile`] = exact;
      if (exact === given) continue;
      // ufw means the destination's port in both cases: alone that fails, else a rule comes of it that it cannot read itself.
      if (rule.destinationProfile === '') throw new UfwError(`Bad port '${exact}'`);
      rule[`${end}Port`] = exact;
    } catch (error) {
      if (!(error instanceof UfwError) || !asked.removes) throw error;
      // The profile of a rule may be gone.
      if (!isProfileName(given)) throw new UfwError('Invalid profile name');
    }
  }
  return { ...asked, rule };
}

type PortEnd = 'sourcePort' | 'destinationPort';

function withPorts(rule: UfwRule, end: PortEnd, text: string, { services }: Names): UfwRule {
  const { port, protocol } = portOf(text, services);
  return { ...rule, [end]: port, protocol };
}

const MOST_RULES = 40;

/** The rules that a rule comes to in which profiles stand for ports (get_app_rules_from_template). @throws UfwError */
export function rulesOfProfiles(rule: UfwRule, names: Names): UfwRule[] {
  const portsAt = (end: PortEnd): readonly string[] | undefined =>
    names.profiles.find(({ name }) => name === rule[end])?.ports;
  const [to, from] = [portsAt('destinationPort'), portsAt('sourcePort')];
  if ((to?.length ?? 1) * (from?.length ?? 1) > MOST_RULES)
    throw new UfwError(`this lab's ufw makes at most ${MOST_RULES} rules of a request`);
  if (to && from && rule.destinationPort === rule.sourcePort)
    return to.map((ports) => withPorts(withPorts(rule, 'destinationPort', ports, names), 'sourcePort', ports, names));
  if (to && from)
    return to.flatMap((ports) => {
      const first = withPorts(rule, 'destinationPort', ports, names);
      return from.map((others) => {
        const both = withPorts(first, 'sourcePort', others, names);
        return both.protocol === ANY ? { ...both, protocol: first.protocol } : both;
      });
    });
  if (from) return from.map((ports) => withPorts(rule, 'sourcePort', ports, names));
  if (to) return to.map((ports) => withPorts(rule, 'destinationPort', ports, names));
  throw new UfwError('No rules found for application profile');
}

/** Rules with those of a profile made anew; undefined where there are none (update_app_rule). @throws UfwError */
export function updatedRules(rules: readonly UfwRule[], name: string, names: Names): UfwRule[] | undefined {
  let last: string | undefined;
  const updated = rules.flatMap((rule) => {
    if (rule.destinationProfile !== name && rule.sourceProfile !== name) return [rule];
    const request = requestOf(rule);
    if (request === last) return [];
    last = request;
    return rulesOfProfiles(templateOf(rule), names);
  });
  return last === undefined ? undefined : updated;
}

/** The request that a rule came of. That it was of several ports sticks to what is made of it, until it is read again. */
function templateOf(rule: UfwRule): UfwRule {
  const { destinationProfile, sourceProfile } = rule;
  return {
    ...rule,
    protocol: ANY,
    destinationPort: destinationProfile === '' ? rule.destinationPort : destinationProfile,
    sourcePort: sourceProfile === '' ? rule.sourcePort : sourceProfile,
    ...(isMulti(rule) && { several: true }),
  };
}
