/** What the engine writes into each container, which is no part of its layer. */
const ENGINES = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];

/** The files that a container, or a build, has changed: those that differ from its image's, and marks of those that are gone. */
export function changedFiles(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Record<string, string> {
  const changes: Record<string, string> = {};
  for (const [key, text] of Object.entries(after))
    if (before[key] !== text && !ENGINES.includes(key)) changes[key] = text;
  const isThere = (path: string): boolean => [path, `${path}/`, `->${path}`].some((key) => after[key] !== undefined);
  for (const key of Object.keys(before).filter((each) => !each.startsWith('='))) {
    const path = key.replace(/^->/, '').replace(/(.)\/$/, '$1');
    if (after[key] === undefined && !key.startsWith('-/') && !isThere(path) && !ENGINES.includes(path))
      changes[`-${path}`] = '';
  }
  return changes;
}
