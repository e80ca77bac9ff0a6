import { hasProgram } from '../engine/images/hub.ts';
import { locate } from '../world/place.ts';
import type { Running, Shell } from './running.ts';
import { find, treeAt } from './files/tree.ts';
import { resolvePath } from './files/path.ts';
import { unrunnable, voiceOf, type Hindrance } from './voice.ts';

/** Where in a line a command stands, and whether it was to take its shell's place. */
interface Where {
  readonly line?: number | string;
  readonly exec?: boolean;
}

/** What a shell says where it cannot run a command, and the exit code. */
export function notFound(
  running: Running,
  shell: Shell,
  name: string,
  { line = 1, exec = false }: Where = {},
): { readonly stderr: string; readonly exit: number } {
  const container = running.session.world.hub ? locate(running.session.world, shell.place)?.container : undefined;
  if (container?.hub !== undefined && hasProgram(container.hub, container.files, name))
    return { stderr: `${name}: its image has this program, but the lab only stands in for it\n`, exit: 127 };
  const voice = voiceOf(running, shell);
  // bash's `exec` looks for the whole path (bash: builtins/exec.def).
  const shown = exec && voice.kind === 'bash' && name.includes('/') ? resolvePath(shell.cwd, name) : name;
  return unrunnable(voice, { name: shown, line, why: hindrance(running, shell, name), exec });
}

function hindrance({ session }: Running, { place, namespace, cwd }: Shell, name: string): Hindrance {
  if (!name.includes('/')) return 'absent';
  const entry = find(treeAt(session.world, place, namespace), resolvePath(cwd, name));
  if (entry?.kind === 'directory') return 'directory';
  if (entry?.kind !== 'file') return 'absent';
  if ((entry.mode & 0o111) === 0) return 'forbidden';
  const interpreter = /^#!\s*(\S+)/.exec(entry.read())?.[1];
  return interpreter === undefined ? 'forbidden' : { interpreter };
}
