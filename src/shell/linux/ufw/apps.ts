import type { Place, World } from '../../../world/world.ts';
import { find, readText, treeAt } from '../../files/tree.ts';
import { UfwError } from './errors.ts';

/** A group of ports with a name (ufw(8): APPLICATION INTEGRATION). */
export interface Profile {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly ports: readonly string[];
}

const FOLDER = '/etc/ufw/applications.d';

/** The files of profiles that a host has. */
function textsAt(world: World, place: Place): string[] {
  const tree = treeAt(world, place);
  const folder = find(tree, FOLDER);
  const paths = folder?.kind === 'directory' ? folder.names().map((name) => `${FOLDER}/${name}`) : [];
  return paths.flatMap((path) => (find(tree, path)?.kind === 'file' ? [readText(tree, path)] : []));
}

/** All profiles by name (applications.py: get_profiles). */
export function profilesAt(world: World, place: Place): Profile[] {
  const found = textsAt(world, place).flatMap((text) =>
    [...text.matchAll(/^\[([^\]]+)\]\n((?:(?!\[).*\n?)*)/gm)].flatMap(([, name = '', body = '']) => {
      const value = (key: string): string => new RegExp(`^${key}\\s*=\\s*(.*)$`, 'm').exec(body)?.[1]?.trim() ?? '';
      const ports = value('ports')
        .split('|')
        .filter((port) => port !== '');
      return ports.length === 0 ? [] : [{ name, title: value('title'), description: value('description'), ports }];
    }),
  );
  return [...new Map(found.map((profile) => [profile.name, profile])).values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

/** `ufw app list` */
export const profileList = (profiles: readonly Profile[]): string =>
  `Available applications:\n${profiles.map(({ name }) => `  ${name}\n`).join('')}`;

/** `ufw app info NAME`; `all` is every one. @throws UfwError */
export function profileInfo(profiles: readonly Profile[], name: string): string {
  const meant = name === 'all' ? profiles : profiles.filter((profile) => profile.name === name);
  if (meant.length === 0) throw new UfwError(`Could not find profile '${name}'`);
  return meant.map(infoText).join('\n--\n\n');
}

function infoText({ name, title, description, ports }: Profile): string {
  const several = ports.length > 1 || ports.some((port) => port.includes(','));
  return [
    `Profile: ${name}`,
    `Title: ${title}`,
    wrapped(`Description: ${description}`),
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
