import { find, makeDirectory, readText, treeAt, writeText } from '../../files/tree.ts';
import { parentOf } from '../../files/path.ts';
import type { Place, World } from '../../../world/world.ts';
import { own } from '../../../kernel/own.ts';
import { INSTALLED } from './installed-files.table.ts';
import { LEVELS, type Settings } from './logging.ts';
import { rulesFile, rulesIn } from './rules-file.ts';
import type { UfwRule } from './rule.ts';

const CONF = '/etc/ufw/ufw.conf';
const DEFAULTS = '/etc/default/ufw';

const userFile = (v6: boolean): string => `/etc/ufw/user${v6 ? '6' : ''}.rules`;

/** A file of ufw's: as it was installed until somebody changes it. */
export function fileText(world: World, place: Place, path: string): string {
  const tree = treeAt(world, place);
  return find(tree, path)?.kind === 'file' ? readText(tree, path) : (own(INSTALLED, path) ?? '');
}

/** Writes one; with the first all others come to be there, as somebody may want to change them. */
export function writeFile(world: World, place: Place, path: string, text: string): void {
  for (const [each, installed] of Object.entries(INSTALLED))
    if (each !== path && !find(treeAt(world, place), each)) put(world, place, each, installed);
  put(world, place, path, text);
}

function put(world: World, place: Place, path: string, text: string): void {
  const folder = parentOf(path);
  if (!find(treeAt(world, place), folder)) makeDirectory(treeAt(world, place), folder);
  writeText(treeAt(world, place), path, text);
}

/** What is set in a file of NAME=VALUE lines. */
function valueIn(text: string, name: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}=`));
  return lines
    .at(-1)
    ?.slice(name.length + 1)
    .trim()
    .replace(/^"(.*)"$/, '$1');
}

const withValue = (text: string, name: string, value: string): string =>
  valueIn(text, name) === undefined
    ? `${text.replace(/\n?$/, '\n')}${name}=${value}\n`
    : text.replace(new RegExp(`^${name}=.*$`, 'm'), () => `${name}=${value}`);

const POLICIES = ['ACCEPT', 'DROP', 'REJECT'];

export function settingsAt(world: World, place: Place): Settings {
  const defaults = fileText(world, place, DEFAULTS);
  const conf = fileText(world, place, CONF);
  const policy = (chain: string): string => {
    const value = valueIn(defaults, `DEFAULT_${chain}_POLICY`)?.toUpperCase() ?? '';
    return POLICIES.includes(value) ? value : 'DROP';
  };
  const level = valueIn(conf, 'LOGLEVEL')?.toLowerCase();
  return {
    enabled: valueIn(conf, 'ENABLED')?.toLowerCase() === 'yes',
    ipv6: valueIn(defaults, 'IPV6')?.toLowerCase() === 'yes',
    level: LEVELS.find((each) => each === level) ?? 'low',
    profiles: valueIn(defaults, 'DEFAULT_APPLICATION_POLICY')?.toUpperCase() ?? 'SKIP',
    input: policy('INPUT'),
    output: policy('OUTPUT'),
    forward: policy('FORWARD'),
  };
}

export const setEnabled = (world: World, place: Place, enabled: boolean): void =>
  writeFile(world, place, CONF, withValue(fileText(world, place, CONF), 'ENABLED', enabled ? 'yes' : 'no'));

export const setLevel = (world: World, place: Place, level: string): void =>
  writeFile(world, place, CONF, withValue(fileText(world, place, CONF), 'LOGLEVEL', level));

const setDefaults = (world: World, place: Place, name: string, policy: string): void =>
  writeFile(world, place, DEFAULTS, withValue(fileText(world, place, DEFAULTS), name, `"${policy}"`));

export const setPolicyOf = (world: World, place: Place, chain: string, policy: string): void =>
  setDefaults(world, place, `DEFAULT_${chain}_POLICY`, policy);

export const setProfilePolicy = (world: World, place: Place, policy: string): void =>
  setDefaults(world, place, 'DEFAULT_APPLICATION_POLICY', policy);

/** The rules of a family; where IPv6 is off ufw reads none, so what it writes there next is empty. */
export const rulesAt = (world: World, place: Place, v6: boolean): UfwRule[] =>
  v6 && !settingsAt(world, place).ipv6 ? [] : rulesIn(fileText(world, place, userFile(v6)), v6);

export const writeRules = (world: World, place: Place, v6: boolean, rules: readonly UfwRule[]): void =>
  writeFile(world, place, userFile(v6), rulesFile(rules, v6, settingsAt(world, place)));

const RULE_FILES = ['user', 'before', 'after', 'user6', 'before6', 'after6'].map((name) => `/etc/ufw/${name}.rules`);

/** Puts the files of rules back as they were installed, and keeps what they were. Returns the names under which. */
export function resetFiles(world: World, place: Place, suffix: string): string[] {
  return RULE_FILES.map((path) => {
    const kept = `${path}.${suffix}`;
    writeFile(world, place, kept, fileText(world, place, path));
    writeFile(world, place, path, own(INSTALLED, path) ?? '');
    return kept;
  });
}
