import { own } from '../../../kernel/own.ts';
import type { Call } from '../../tool/call.ts';
import { SyntaxProblem, UfwError } from './errors.ts';
import { setProfilePolicy, settingsAt } from './files.ts';
import { isProfileName, type Profile } from './profile-files.ts';
import { changing, makeRule, namesAt, tell } from './rule-run.ts';
import { updateProfiles } from './change.ts';

const byName = (profiles: readonly Profile[]): Profile[] => [...profiles].sort((a, b) => (a.name < b.name ? -1 : 1));

/** `ufw app list` */
const profileList = (profiles: readonly Profile[]): string =>
  `Available applications:\n${byName(profiles)
    .map(({ name }) => `  ${name}\n`)
    .join('')}`;

/** `ufw app info NAME`; `all` is every one. @throws UfwError */
function profileInfo(profiles: readonly Profile[], name: string): string {
  if (name !== 'all' && !isProfileName(name)) throw new UfwError('Invalid profile name');
  const meant = name === 'all' ? byName(profiles) : profiles.filter((profile) => profile.name === name);
  if (meant.length === 0) throw new UfwError(`Could not find profile '${name}'`);
  return meant.map(infoText).join('\n--\n\n');
}

function infoText({ name, title, description, ports }: Profile): string {
  const several = ports.length > 1 || ports.some((port) => port.includes(','));
  return [
    `Profile: ${name}`,
    `Title: ${title}`,
    ...`Description: ${description}`.split('\n').map(wrapped),
    '',
    several ? 'Ports:' : 'Port:',
    ...ports.map((port) => `  ${port}`),
    '',
  ].join('\n');
}

const WIDTH = 75;

/** Words in lines that are no longer than a terminal's (util.py: wrap_text). */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

/** `ufw app …` */
export function runApp(call: Call, words: readonly string[], dry: boolean): number {
  const [verb = '', ...rest] = words.map((word, i) => (i === 0 ? word.toLowerCase() : word));
  const addsNew = rest.length > 1 && rest[0] === '--add-new';
  const [name, ...more] = addsNew ? rest.slice(1) : rest;
  switch (verb) {
    case 'list':
      if (rest.length > 0) throw new SyntaxProblem();
      call.out(profileList(namesAt(call).profiles));
      return 0;
    case 'info': {
      if (name === undefined) throw new SyntaxProblem();
      const { profiles } = namesAt(call);
      if (addsNew) throw new UfwError("Unsupported action 'info-with-new'");
      call.out(profileInfo(profiles, name));
      return 0;
    }
    case 'update':
      if (name === undefined) throw new SyntaxProblem();
      return update(call, name, addsNew, dry);
    case 'default':
      return setDefaultPolicy(call, [name ?? '', ...more], dry);
    default:
      throw new SyntaxProblem();
  }
}

const POLICIES: Readonly<Record<string, string>> = { allow: 'ACCEPT', deny: 'DROP', reject: 'REJECT', skip: 'SKIP' };

/** What becomes of new profiles. */
function setDefaultPolicy(call: Call, [asked = '']: readonly string[], dry: boolean): number {
  const word = asked.toLowerCase();
  const policy = own(POLICIES, word);
  if (policy === undefined) throw new SyntaxProblem();
  namesAt(call);
  if (!dry) call.update((world) => setProfilePolicy(world, call.place, policy));
  return tell(call, `Default application policy changed to '${word}'`);
}

/** Makes the rules of a profile, or of `all`, anew; a new one gets the rule that is the default. */
function update(call: Call, name: string, addsNew: boolean, dry: boolean): number {
  const names = namesAt(call);
  const all = name === 'all';
  const asked = all ? byName(names.profiles).map((profile) => profile.name) : [name];
  const updated = changing(call, dry, names, (where) => updateProfiles(where, asked));
  const { enabled, profiles } = settingsAt(call.world(), call.place);
  if (dry && enabled && updated.length > 0) call.out('> | iptables-restore\n> | ip6tables-restore\n');
  const lines = updated.map((each) => `Rules updated for profile '${each}'\n`);
  const told = `${lines.join('')}${enabled && updated.length > 0 ? 'Firewall reloaded' : ''}`;
  if (addsNew && all) throw new UfwError("Cannot specify 'all' with '--add-new'");
  const action = Object.keys(POLICIES).find((each) => POLICIES[each] === profiles);
  if (!addsNew || action === undefined || action === 'skip') return tell(call, told);
  const added = makeRule(call, [action, name], dry, names);
  return tell(call, told !== '' && added !== '' ? `${told}\n${added}` : `${told}${added}`);
}
