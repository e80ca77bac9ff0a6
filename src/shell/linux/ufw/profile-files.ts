import type { Place, World } from '../../../world/world.ts';
import { find, readText, treeAt } from '../../files/tree.ts';
import { UfwError } from './errors.ts';
import { readIni } from './ini.ts';
import { PORTLESS, PROTOCOLS, portsOf, type Services } from './ports.ts';
import { ANY } from './rule.ts';

/** A group of ports with a name (ufw(8): APPLICATION INTEGRATION). */
export interface Profile {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** As they are written: `80,443/tcp`. */
  readonly ports: readonly string[];
}

interface FoundProfiles {
  readonly profiles: readonly Profile[];
  /** Why others are none. */
  readonly warnings: readonly string[];
}

export const FOLDER = '/etc/ufw/applications.d';
/** What packagers leave behind, and what is hidden. */
const SKIPPED = /^\.|(\.dpkg-new|\.dpkg-old|\.dpkg-dist|\.rpmnew|\.rpmsave|~)$/;

/** A name that no port can be taken for (valid_profile_name); Python's numbers may have underscores. */
export const isProfileName = (name: string): boolean =>
  name !== 'all' && !/^\d+(_\d+)*\s*$/.test(name) && /^[a-zA-Z0-9][a-zA-Z0-9 _.+-]*$/.test(name);

/** The profiles that a host's files tell of, in their order (applications.py: get_profiles); undefined where there is no folder of them. */
export function readProfiles(world: World, place: Place, services: Services): FoundProfiles | undefined {
  const tree = treeAt(world, place);
  const folder = find(tree, FOLDER);
  if (folder?.kind !== 'directory') return undefined;
  const found = new Map<string, Profile>();
  const warnings: string[] = [];
  const names = folder.names().filter((name) => !SKIPPED.test(name));
  for (const file of names.sort((a, b) => (a < b ? -1 : 1))) {
    const path = `${FOLDER}/${file}`;
    if (find(tree, path)?.kind !== 'file') continue;
    const sections = readIni(readText(tree, path));
    if (!sections) warnings.push(`Skipping '${file}': couldn't process`);
    for (const [name, values] of sections ?? []) {
      const skipped = whySkipped(name, values, services);
      if (skipped !== undefined) {
        warnings.push(`Skipping '${name}': ${skipped}`);
        continue;
      }
      if (found.has(name)) warnings.push(`Duplicate profile '${name}', using last found`);
      const problem = problemOf(name, values, services);
      if (problem === undefined) found.set(name, profileOf(name, values));
      else warnings.push(`"${problem}"`);
    }
  }
  return { profiles: [...found.values()], warnings };
}

const profileOf = (name: string, values: ReadonlyMap<string, string>): Profile => ({
  name,
  title: values.get('title') ?? '',
  description: values.get('description') ?? '',
  ports: (values.get('ports') ?? '').split('|'),
});

function whySkipped(name: string, values: ReadonlyMap<string, string>, services: Services): string | undefined {
  if (name.length > 64) return 'name too long';
  if (!isProfileName(name)) return 'invalid name';
  if (services(name)) return 'also in /etc/services';
  for (const [key, value] of values) {
    if (key.length > 64) return 'field too long';
    if (value.length > 1024) return `value too long for '${key}'`;
  }
  return undefined;
}

/** What is wrong with a profile (verify_profile). */
function problemOf(name: string, values: ReadonlyMap<string, string>, services: Services): string | undefined {
  for (const field of ['title', 'description', 'ports']) {
    const value = values.get(field);
    if (value === undefined) return `Profile '${name}' missing required field '${field}'`;
    if (value === '') return `Profile '${name}' has empty required field '${field}'`;
  }
  try {
    for (const text of profileOf(name, values).ports) portOf(text, services);
  } catch (error) {
    if (error instanceof UfwError) return `Invalid ports in profile '${name}'`;
    throw error;
  }
  return undefined;
}

/** Ports of a profile, and their protocol. @throws UfwError */
export function portOf(text: string, services: Services): { readonly port: string; readonly protocol: string } {
  const [port = '', protocol = ANY, ...more] = text.split('/');
  const isKnown = protocol === ANY || (PROTOCOLS.includes(protocol) && !PORTLESS.includes(protocol));
  if (more.length > 0 || !isKnown || (protocol === ANY && /[,:]/.test(port))) throw new UfwError('Bad port');
  return { port: port === ANY ? ANY : portsOf(port, services, 'Bad port'), protocol };
}
