import { fixed, view, type Entry } from './entry.ts';

const NAMES = ['fd', 'full', 'null', 'random', 'stderr', 'stdin', 'stdout', 'tty', 'urandom', 'zero'];

/** /dev, as far as lines name it: what is written there is gone, and nothing comes from there. */
export function devEntry(path: string): Entry | undefined {
  if (path === '/dev') return fixed(() => NAMES);
  if (path === '/dev/fd') return fixed(() => ['0', '1', '2']);
  return NAMES.includes(path.slice('/dev/'.length))
    ? view(
        () => '',
        () => undefined,
      )
    : undefined;
}
