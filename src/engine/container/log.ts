import type { Container, LogMark } from './container.ts';

type Stream = 'stdout' | 'stderr';

/** Characters of a stream that are kept, and moments; what is older goes. */
const MOST = 1_000_000;
const MOST_MARKS = 20_000;

/** Writes something to a container's log at a time. */
export function writeLog({ log }: Container, stream: Stream, text: string, at: number): void {
  log[stream] += text;
  const marks = (log.marks ??= []);
  const last = marks.at(-1);
  const now: LogMark = { at, stdout: log.stdout.length, stderr: log.stderr.length };
  if (last?.at === at) Object.assign(last, now);
  else marks.push(now);
  if (marks.length > MOST_MARKS) marks.splice(0, MOST_MARKS / 2);
  if (log[stream].length > MOST) trim(log, stream, MOST / 2);
}

function trim(log: Container['log'], stream: Stream, keep: number): void {
  const gone = log[stream].length - keep;
  log[stream] = log[stream].slice(gone);
  for (const mark of log.marks ?? []) mark[stream] = Math.max(0, mark[stream] - gone);
}

/** When (clock, ms) what ends at an offset of a stream was written: the start of its run where nothing tells. */
export function writtenAt({ log, state }: Container, stream: Stream, offset: number): number {
  const marks = log.marks ?? [];
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.[stream] ?? 0) >= offset) high = middle;
    else low = middle + 1;
  }
  return marks[low]?.at ?? state.startedAt;
}
