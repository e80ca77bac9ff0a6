import type { World } from '../../../world/world.ts';
import type { Call } from '../../tool/call.ts';
import { namespaceOf } from '../iptables/place.ts';
import { serviceNamed } from '../names/services.ts';
import { changeRule } from './change.ts';
import { UfwError } from './errors.ts';
import { rulesAt, settingsAt } from './files.ts';
import { parseRouteWords, parseRuleWords, type Asked } from './parse.ts';
import type { Services } from './ports.ts';
import { FOLDER, readProfiles } from './profile-files.ts';
import { requests, withExactNames, type Names } from './profile-rules.ts';
import { fullCommandOf, type UfwRule } from './rule.ts';
import { rulesFile } from './rules-file.ts';

/** Says what there is to say. */
export function tell(call: Call, text: string): number {
  if (text !== '') call.out(`${text}\n`);
  return 0;
}

const warn = (call: Call, text: string): void => call.err(`WARN: ${text}\n`);

const servicesAt =
  (call: Call): Services =>
  (name) =>
    serviceNamed(call, name);

/** What ufw reads before it does anything; it warns of files that are no profiles. @throws UfwError */
export function namesAt(call: Call): Names {
  const services = servicesAt(call);
  const found = readProfiles(call.world(), call.place, services);
  for (const warning of found?.warnings ?? [`'${FOLDER}' does not exist`]) warn(call, warning);
  if (!found) throw new UfwError('Profiles directory does not exist');
  return { profiles: found.profiles, services };
}

type Where = Parameters<typeof changeRule>[0];

/** Changes rules, or prints the files as they would be. */
export function changing<T>(call: Call, dry: boolean, names: Names, recipe: (where: Where) => T): T {
  const whereIn = (world: World): Where => ({
    world,
    place: call.place,
    namespace: namespaceOf(call, world),
    names,
    warn: (text) => warn(call, text),
  });
  if (!dry) return call.update((world) => recipe(whereIn(world)));
  const world = call.world();
  const settings = settingsAt(world, call.place);
  const tried: Where['tried'] = (rules, v6) => call.out(rulesFile(rules, v6, settings, true));
  return recipe({ ...whereIn(world), tried });
}

/** `allow …`, `route allow …`: makes rules, or takes them away. Returns what is told. @throws UfwError, SyntaxProblem */
export function makeRule(call: Call, words: readonly string[], dry: boolean, known?: Names): string {
  const [first = ''] = words;
  const isRoute = first.toLowerCase() === 'route';
  const bare = isRoute || first.toLowerCase() === 'rule' ? words.slice(1) : words;
  const asked = (isRoute ? parseRouteWords : parseRuleWords)(bare, servicesAt(call));
  return applyRule(call, asked, dry, known ?? namesAt(call));
}

function applyRule(call: Call, asked: Asked, dry: boolean, names: Names): string {
  const exact = withExactNames(asked, names);
  const told = changing(call, dry, names, (where) => changeRule(where, exact));
  const ofProfile = asked.rule.destinationProfile !== '' || asked.rule.sourceProfile !== '';
  if (asked.normalized && !(asked.removes && ofProfile)) warn(call, 'Rule changed after normalization');
  return told;
}

/** The rules of both families. */
export const allRules = (call: Call): UfwRule[] => [false, true].flatMap((v6) => rulesAt(call.world(), call.place, v6));

/** Whether a question is answered with yes: by what comes in, as nobody is asked here. */
export function agrees(call: Call, question: string): boolean {
  call.out(question);
  return /^(y|yes)$/i.test(call.stdin.split('\n')[0]?.trim() ?? '');
}

/** `delete NUMBER` */
export function deleteNumber(call: Call, number: number, forced: boolean, dry: boolean): number {
  const names = namesAt(call);
  const rule = requests(allRules(call))[number - 1];
  if (!rule) throw new UfwError(`Could not find rule '${number}'`);
  if (!forced && !agrees(call, `Deleting:\n ${fullCommandOf(rule)}\nProceed with operation (y|n)? `))
    return tell(call, 'Aborted');
  const families = rule.v6 ? 'v6' : 'v4';
  const asked: Asked = { rule, families, position: 0, removes: true, normalized: false };
  return tell(
    call,
    changing(call, dry, names, (where) => changeRule(where, asked)),
  );
}
