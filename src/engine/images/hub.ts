/** Images as Docker Hub has them, in the place of the lab's own, which all are one root file system. */
import { own } from '../../kernel/own.ts';
import { HUB, ROOTS, type HubRoot, type HubRow, type RootRow } from './hub.table.ts';
import { HUB_NGINX, NGINX_SAYS } from './hub-nginx.table.ts';
import type { Image } from './image.ts';
import { PROGRAMS_OF } from './package-programs.table.ts';

/** What a program's file begins with: what else is in it nobody reads here. */
export const PROGRAM_TEXT = '\u007fELF';

const rows = HUB as Readonly<Record<string, HubRow | undefined>>;
const FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const SCRIPT = /(?:^|\/)docker-entrypoint\.sh$/;

/** An image of the lab as Docker Hub has it; as it is where Docker Hub has none of that name. */
export function asOnHub(image: Image): Image {
  const row = own(rows, image.name);
  if (!row || image.made) return image;
  const { standIn: _, ...kept } = image;
  return {
    ...kept,
    cmd: [...row.cmd],
    entrypoint: row.entrypoint ? [...row.entrypoint] : null,
    expose: (row.expose ?? []).map((port) => `${port}/tcp`),
    env: row.env ? [...row.env] : null,
    hub: image.name,
  };
}

/** The programs of a root, with those of further packages; undefined where it has all that the lab has. */
function programsOf(root: HubRoot, adds: string): ReadonlySet<string> | undefined {
  const { packages, programs }: RootRow = ROOTS[root];
  if (packages === undefined && programs === undefined) return undefined;
  const all = `${packages ?? ''} ${adds}`.split(/\s+/).flatMap((name) => PROGRAMS_OF.get(name) ?? []);
  const { tool }: RootRow = ROOTS[root];
  return new Set([...(programs ?? '').split(/\s+/), ...all, ...(tool === undefined ? [] : [tool])]);
}

const known = new Map<string, ReadonlySet<string> | undefined>();

/** The programs that an image of Docker Hub came with; undefined for all. */
function cameWith(hub: string): ReadonlySet<string> | undefined {
  const row = own(rows, hub);
  if (row && !known.has(hub)) {
    const programs = programsOf(row.root, row.adds ?? '');
    known.set(hub, programs && new Set([...programs, ...(row.own ?? []), ...(row.entrypoint ?? []).map(baseOf)]));
  }
  return known.get(hub);
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The program's file, of those that were put into one of the folders of the PATH. */
const addedProgram = (files: Readonly<Record<string, string>>, name: string): string | undefined =>
  FOLDERS.map((folder) => `${folder}/${name}`).find((path) => own(files, path)?.startsWith(PROGRAM_TEXT));

/** Whether a container, of an image as Docker Hub has it, has a program of a name. */
export function hasProgram(hub: string, files: Readonly<Record<string, string>>, name: string): boolean {
  if (addedProgram(files, name) !== undefined) return true;
  const isGone = FOLDERS.some((folder) => own(files, `-${folder}/${name}`) !== undefined);
  return !isGone && (cameWith(hub)?.has(name) ?? true);
}

/** Whether a path is that of the script or program that such an image starts with. */
export const isEntrypoint = (hub: string, path: string): boolean => {
  const { entrypoint, cmd = [] } = own(rows, hub) ?? {};
  return (entrypoint ?? cmd)[0] === path;
};

/** Whether a command is one of such an image's own programs, which the lab's server stands in for. */
export const isOwnProgram = (hub: string, name: string): boolean =>
  own(rows, hub)?.own?.includes(baseOf(name)) ?? false;

/** Whether its shell is busybox's. */
export const isBusybox = (hub: string): boolean => ['alpine', 'busybox'].includes(own(rows, hub)?.root ?? '');

/** What an image of Docker Hub runs of its own, and what the lab runs in place of that, where that does its work and ends. */
export function jobOf(
  name: string,
): { readonly cmd: readonly string[]; readonly serve: readonly string[] } | undefined {
  const row = own(rows, name);
  return row?.serve && row.root === 'empty' && !row.expose ? { cmd: row.cmd, serve: row.serve } : undefined;
}

/** What such an image's entrypoint says before it hands over to a command. */
export const saidAtStart = (hub: string, command: readonly string[]): string =>
  command[0] === '/docker-entrypoint.sh' && command[1] === 'nginx' && hub.startsWith('nginx:') ? NGINX_SAYS : '';

/** The packages that such an image came with. */
export function packagesOf(hub: string): readonly string[] {
  const row = own(rows, hub);
  const { packages = '' }: RootRow = row ? ROOTS[row.root] : {};
  return `${packages} ${row?.adds ?? ''}`.split(/\s+/).filter((name) => name !== '');
}

/** What such an image's root has that the lab's has not. */
export const hubFiles = (hub: string | undefined): Readonly<Record<string, string>> =>
  hub?.startsWith('nginx:') ? HUB_NGINX : {};

/** What is run in place of a command of such an image: what its entrypoint hands over to, or the lab's server in place of its own. */
export function runsOnHub(
  hub: string,
  command: readonly string[],
  env: readonly string[],
  files: Readonly<Record<string, string>>,
): readonly string[] {
  const row = own(rows, hub);
  const words = SCRIPT.test(command[0] ?? '') && row?.entrypoint ? command.slice(1) : command;
  const program = words[0] ?? '';
  if (!row?.own?.includes(baseOf(program))) {
    const isThere = words === command || program.includes('/') || hasProgram(hub, files, program);
    return isThere ? words : ['sh', '-c', `echo '${command[0]}: exec: ${program}: not found' >&2; exit 127`];
  }
  const { needs, serve = [] } = row;
  if (needs && words !== command && !needs.variables.some((name) => isGiven(env, name)))
    return ['sh', '-c', `printf '%s\\n' '${needs.complaint}' >&2; exit 1`];
  // An interpreter without a script reads its standard input.
  return baseOf(program) === 'node' && words.length === 1 ? ['cat'] : serve;
}

/** Whether a variable is set, or set to what stands after `=`. */
const isGiven = (env: readonly string[], wanted: string): boolean =>
  wanted.includes('=')
    ? env.includes(wanted)
    : env.some((entry) => entry.startsWith(`${wanted}=`) && entry !== `${wanted}=`);
