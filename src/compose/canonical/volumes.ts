import { ComposeError } from '../problem.ts';
import { cleanPath } from '../paths.ts';
import { dotted, type Way } from '../rules.ts';
import { goType } from '../go.ts';
import { isRecord, type Tree, type TreeRecord } from '../tree.ts';

interface Parsed {
  source: string;
  target: string;
  readOnly: boolean;
  noCopy: boolean;
  bind: Record<string, Tree> | undefined;
}

const PROPAGATIONS = ['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave'];

/** From `source:target:options` to the long form of a mount (compose-go format/volume.go). */
export function longVolume(data: Tree, way: Way, lenient: boolean): Tree {
  if (isRecord(data)) return data;
  if (typeof data !== 'string')
    throw new ComposeError({ text: `${dotted(way)}: invalid type ${goType(data)} for service volume mount` });
  try {
    return parseVolume(data);
  } catch (error) {
    if (lenient && error instanceof ComposeError) return data;
    throw error;
  }
}

/** Reads the short form of a mount. */
export function parseVolume(spec: string): TreeRecord {
  if (spec === '') throw new ComposeError({ text: 'invalid empty volume spec' });
  if (new TextEncoder().encode(spec).length <= 2) return { type: 'volume', target: cleanPath(spec) };
  const volume: Parsed = { source: '', target: '', readOnly: false, noCopy: false, bind: undefined };
  const sections = sectionsOf(spec);
  sections.forEach((section, at) => {
    const problem = take(volume, section, at === sections.length - 1);
    if (problem) throw new ComposeError({ text: `invalid spec: ${spec}: ${problem}` });
  });
  return longForm(volume);
}

/** What stands between the colons; those of `${…}` and of a Windows drive separate nothing. */
function sectionsOf(spec: string): string[] {
  const sections: string[] = [];
  let section = '';
  let depth = 0;
  const characters = [...spec];
  characters.forEach((character, at) => {
    const drive = character === ':' && /^\p{L}$/u.test(section);
    if (character === '$' && characters[at + 1] === '{') depth += 1;
    else if (character === '}' && depth > 0) depth -= 1;
    else if (character === ':' && depth === 0 && !drive) {
      sections.push(section);
      section = '';
      return;
    }
    section += character;
  });
  return depth > 0 ? sections : [...sections, section];
}

function take(volume: Parsed, section: string, last: boolean): string | undefined {
  if (section === '') return 'empty section between colons';
  if (volume.source === '' && last) volume.target = section;
  else if (volume.source === '') volume.source = section;
  else if (volume.target === '') volume.target = section;
  else if (!last) return 'too many colons';
  else section.split(',').forEach((option) => takeOption(volume, option));
  return undefined;
}

function takeOption(volume: Parsed, option: string): void {
  if (option === 'ro') volume.readOnly = true;
  else if (option === 'rw') volume.readOnly = false;
  else if (option === 'nocopy') volume.noCopy = true;
  else if (PROPAGATIONS.includes(option)) volume.bind = { ...volume.bind, propagation: option };
  else if (option === 'z' || option === 'Z') volume.bind = { ...volume.bind, selinux: option };
}

const longForm = (volume: Parsed): TreeRecord => {
  const bind = isFilePath(volume.source);
  return {
    type: bind ? 'bind' : 'volume',
    ...(volume.source && { source: volume.source }),
    ...(volume.target && { target: cleanPath(volume.target) }),
    ...(volume.readOnly && { read_only: true }),
    ...((bind || volume.bind) && { bind: { ...volume.bind, ...(bind && { create_host_path: true }) } }),
    ...((!bind || volume.noCopy) && { volume: volume.noCopy ? { nocopy: true } : {} }),
  };
};

const isFilePath = (source: string): boolean => /^[./~]|^\\\\|^\p{L}:/u.test(source);
