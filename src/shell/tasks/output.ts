/** What processes print as time passes: to their files, to terminals, to their containers' logs. */
import { writeLog } from '../../engine/api.ts';
import type { Unseen } from '../../kernel/process/task.ts';
import { append, emit, showFollowers } from '../jobs.ts';
import type { Running } from '../running.ts';
import type { Place } from '../../world/world.ts';
import { containerOf } from './place.ts';

/** Lets a process print something now. */
export function print({ session, jobs, work }: Running, pid: number, stream: Unseen['stream'], text: string): void {
  const process = session.world.kernel.processes[pid];
  if (!process || text === '') return;
  if (process.sinks?.[stream]?.path !== undefined) work.spend('memory', text.length);
  if (process.sinks || jobs.attached.has(pid) || !process.container) return emit(session, jobs, pid, stream, text);
  session.update((world) => {
    const writing = world.kernel.processes[pid];
    const container = writing && containerOf(world, writing);
    if (!container) return;
    writeLog(container, stream === 'out' ? 'stdout' : 'stderr', text, world.clock.now);
  });
  showFollowers(session.world, jobs, process, text, stream);
}

/** Writes to a file that a script has opened. */
export function toFile({ session, work }: Running, place: Place, path: string, text: string): void {
  if (path !== '/dev/null') work.spend('memory', text.length);
  append(session, { place, path }, text);
}
