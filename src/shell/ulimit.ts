import type { Limit } from '../world/world.ts';
import { hasCapability } from './linux/capability.ts';
import { NONE, limitAt, listing, resourceOf, shown } from './limits.ts';
import type { Running, Shell } from './running.ts';
import { complaint, complaintOf, voiceOf, type Voice } from './voice.ts';

/** The most files that a process may be let open (/proc/sys/fs/nr_open). */
const MOST_FILES = 1_048_576;

/** `ulimit`: shows a limit of the shell's and its children's, or sets it. Returns the exit code. */
export function ulimit(running: Running, shell: Shell, args: readonly string[]): number {
  const { session, out, err } = running;
  const voice = voiceOf(running, shell);
  const letters = args.flatMap((arg) => (/^-[a-zA-Z]+$/.test(arg) ? [...arg.slice(1)] : []));
  const wanted = args.find((arg) => !arg.startsWith('-'));
  const [hard, soft] = [letters.includes('H'), letters.includes('S')];
  const current = (resource: Parameters<typeof limitAt>[2]): Limit =>
    shell.limits?.[resource.name] ?? limitAt(session.world, shell.place, resource);
  const side = hard && !soft ? 1 : 0;
  if (letters.includes('a')) {
    out(listing(voice.kind, (resource) => current(resource)[side]));
    return 0;
  }
  const asked = letters.filter((letter) => letter !== 'H' && letter !== 'S');
  const unknown = asked.find((letter) => !resourceOf(voice.kind, letter));
  if (unknown !== undefined) return refuse(err, voice, unknown);
  const resource = resourceOf(voice.kind, asked.at(-1) ?? 'f');
  if (!resource) return 0;
  if (wanted === undefined) {
    out(`${shown(resource, current(resource)[side])}\n`);
    return 0;
  }
  const [softNow, hardNow] = current(resource);
  const value = valueOf(voice, wanted, { unit: resource.unit, softNow, hardNow });
  if (value === undefined)
    return fail(err, voice, voice.kind === 'bash' ? `${wanted}: invalid number` : badNumber(voice, wanted));
  const both = hard === soft;
  const next: Limit = [both || soft ? value : softNow, both || hard ? value : hardNow];
  const may = next[1] <= hardNow || hasCapability({ ...shell, world: () => session.world }, 'SYS_RESOURCE');
  const tooMany = resource.name === 'nofile' && next[1] > MOST_FILES;
  const reason = next[0] > next[1] ? 'Invalid argument' : may && !tooMany ? undefined : 'Operation not permitted';
  if (reason !== undefined) {
    const [title] = resource.bash;
    if (voice.kind === 'bash') return fail(err, voice, `${title}: cannot modify limit: ${reason}`);
    return fail(
      err,
      voice,
      voice.kind === 'ash' ? `error setting limit: ${reason}` : `error setting limit (${reason})`,
    );
  }
  shell.limits = { ...shell.limits, [resource.name]: next };
  return 0;
}

const badNumber = ({ kind }: Voice, text: string): string =>
  kind === 'ash' ? `invalid number '${text}'` : 'bad number';

function valueOf(
  { kind }: Voice,
  text: string,
  { unit, softNow, hardNow }: { unit: number; softNow: number; hardNow: number },
): number | undefined {
  if (text === 'unlimited') return NONE;
  if (kind === 'bash' && (text === 'hard' || text === 'soft')) return text === 'hard' ? hardNow : softNow;
  return /^\d+$/.test(text) ? Math.min(NONE, Number(text) * unit) : undefined;
}

function fail(err: Running['err'], voice: Voice, text: string): number {
  err(voice.kind === 'ash' ? complaint(voice, 1, text) : complaintOf(voice, 1, 'ulimit', text));
  return voice.kind === 'dash' ? 2 : 1;
}

/** An option that a shell's ulimit does not have. */
function refuse(err: Running['err'], voice: Voice, letter: string): number {
  if (voice.kind === 'dash') return fail(err, voice, `Illegal option -${letter}`);
  if (voice.kind === 'ash') return fail(err, voice, `ulimit: unrecognized option: ${letter}`);
  err(complaintOf(voice, 1, 'ulimit', `-${letter}: invalid option`));
  err('ulimit: usage: ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]\n');
  return 2;
}
