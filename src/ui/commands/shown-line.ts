import type { TFunction } from 'i18next';

/** How many read lines are remembered, the newest. */
const KEPT = 4;
const read = new Map<string, Counts | undefined>();

interface Counts {
  readonly hosts: number;
  readonly containers: number;
}

/** Whether a line imports what a host says of itself: it holds all of that, which nobody reads or edits as a line. */
export const isImport = (line: string): boolean => line.startsWith('import ');

/** A command as it is shown: an import is told by how much it brings. */
export function shownLine(line: string, t: TFunction): string {
  if (!isImport(line)) return line;
  const counts = countsOf(line);
  if (counts === undefined) return 'import …';
  const { hosts, containers } = counts;
  return `import … (${t('history.hosts', { count: hosts })}, ${t('history.containers', { count: containers })})`;
}

function countsOf(line: string): Counts | undefined {
  if (!read.has(line)) read.set(line, counted(line));
  for (const old of read.keys()) {
    if (read.size <= KEPT) break;
    read.delete(old);
  }
  return read.get(line);
}

function counted(line: string): Counts | undefined {
  try {
    const { hosts } = JSON.parse(line.slice(line.indexOf("'") + 1, line.lastIndexOf("'"))) as {
      readonly hosts: readonly { readonly containers?: readonly unknown[] }[];
    };
    return { hosts: hosts.length, containers: hosts.reduce((sum, { containers = [] }) => sum + containers.length, 0) };
  } catch {
    return undefined; // what cannot be read is refused when it runs
  }
}
