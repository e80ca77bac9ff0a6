import type { Container } from '../engine/container/container.ts';
import { isBusybox } from '../engine/images/hub.ts';
import { locate } from '../world/place.ts';
import type { Running, Shell } from './running.ts';
import { isShell, shellIsThere } from './tools.ts';

/** Whose words a shell's complaints are in. */
export interface Voice {
  readonly kind: 'dash' | 'bash' | 'ash';
  /** `$0` */
  readonly name: string;
  /** Somebody types at it: bash counts no lines then. */
  readonly typed: boolean;
}

/** What stands in the way of a command: nothing of that name, a directory, a file that may not run, a script whose interpreter is not there. */
export type Hindrance = 'absent' | 'directory' | 'forbidden' | { readonly interpreter: string };

const isAsh = (container: Container | undefined): boolean => container?.hub !== undefined && isBusybox(container.hub);

type Ran = Pick<Running, 'tty' | 'session'>;

/** Whether a shell is a bash: as it was started, and a person's own where there is one. */
export const isBash = ({ tty, session }: Ran, { bash, place }: Shell): boolean =>
  bash ?? (tty && shellIsThere(session.world, place, 'bash'));

export function voiceOf(running: Ran, shell: Shell): Voice {
  const bash = isBash(running, shell);
  const kind = bash ? 'bash' : isAsh(locate(running.session.world, shell.place)?.container) ? 'ash' : 'dash';
  return {
    kind,
    name: shell.zero ?? (bash ? 'bash' : 'sh'),
    typed: running.tty && shell.zero === undefined,
  };
}

/** Before what a shell complains of in a line. busybox's numbers the lines of files only (shell/ash.c: ash_vmsg). */
function before({ kind, name, typed }: Voice, line: number | string): string {
  if (kind === 'dash') return `${name}: ${line}: `;
  const counts = kind === 'bash' ? !typed : !isShell(name);
  return counts ? `${name}: line ${line}: ` : `${name}: `;
}

export const complaint = (voice: Voice, line: number | string, text: string): string =>
  `${before(voice, line)}${text}\n`;

/** The same of a command of the shell's own; busybox says its name first. */
export const complaintOf = (voice: Voice, line: number | string, command: string, text: string): string =>
  voice.kind === 'ash'
    ? `${voice.name}: ${command}: line ${isShell(voice.name) ? 0 : line}: ${text}\n`
    : complaint(voice, line, `${command}: ${text}`);

/** Why a command did not run, and the exit code; `exec` where it was to take the shell's place. */
export function unrunnable(
  voice: Voice,
  { name, line, why, exec = false }: { name: string; line: number | string; why: Hindrance; exec?: boolean },
): { readonly stderr: string; readonly exit: number } {
  const say = (text: string): string =>
    exec ? complaintOf(voice, line, 'exec', `${name}: ${text}`) : complaint(voice, line, `${name}: ${text}`);
  if (voice.kind !== 'bash') {
    const absent = why === 'absent' || typeof why === 'object';
    // The empty name is that of a directory in the path (dash: exec.c, shellexec).
    const text = absent && !(name === '' && voice.kind === 'dash') ? 'not found' : 'Permission denied';
    return { stderr: say(text), exit: absent ? 127 : 126 };
  }
  const plainly = (text: string): string => complaint(voice, line, `${name}: ${text}`);
  if (typeof why === 'object')
    return {
      stderr: `${voice.name}: ${name}: ${why.interpreter}: bad interpreter: No such file or directory\n`,
      exit: 126,
    };
  if (why === 'directory') return { stderr: plainly('Is a directory'), exit: 126 };
  if (why === 'forbidden') return { stderr: plainly('Permission denied'), exit: 126 };
  if (name.includes('/')) return { stderr: plainly('No such file or directory'), exit: 127 };
  return { stderr: exec ? say('not found') : plainly('command not found'), exit: 127 };
}

/** That a file could not be opened. */
export function unopened(voice: Voice, line: number | string, target: string, reads: boolean, reason: string): string {
  const [absent, nowhere] = voice.kind === 'ash' ? ['no such file', 'nonexistent directory'] : ABSENT;
  if (voice.kind === 'bash') return complaint(voice, line, `${target}: ${reason}`);
  const why = reason === 'No such file or directory' ? (reads ? absent : nowhere) : reason;
  const verb = voice.kind === 'ash' ? "can't" : 'cannot';
  return complaint(voice, line, `${verb} ${reads ? 'open' : 'create'} ${target}: ${why}`);
}

const ABSENT = ['No such file', 'Directory nonexistent'] as const;

/** That `cd` did not come to a directory. */
export function unreached(voice: Voice, line: number | string, target: string, reason: string): string {
  if (voice.kind === 'dash') return complaintOf(voice, line, 'cd', `can't cd to ${target}`);
  const text = voice.kind === 'ash' ? `can't cd to ${target}: ${reason}` : `${target}: ${reason}`;
  return complaintOf(voice, line, 'cd', text);
}

/** What a shell's own redirections, and its `cd`, fail with. */
export const failureOf = ({ kind }: Voice, what: 'redirection' | 'cd'): number =>
  kind === 'dash' || (kind === 'ash' && what === 'cd') ? 2 : 1;

/** That `.` found no file: bash's looks in the directory where it is, others for a bare name only in the path. */
export function unsourced(voice: Voice, line: number | string, file: string, directory = false): string {
  if (voice.kind === 'bash')
    return directory
      ? complaintOf(voice, line, '.', `${file}: is a directory`)
      : complaint(voice, line, `${file}: No such file or directory`);
  if (!file.includes('/')) return complaintOf(voice, line, '.', `${file}: not found`);
  const text =
    voice.kind === 'ash' ? `can't open '${file}': No such file or directory` : `cannot open ${file}: No such file`;
  return complaintOf(voice, line, '.', text);
}
