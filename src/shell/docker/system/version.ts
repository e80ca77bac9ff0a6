/** What the reference engine says of itself: Docker 28.5.2 as Debian packages it. */
import { defineCommand } from '../cli/command.ts';
import { inspectFormat } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const engineVersion = '28.5.2+dfsg4';
export const clientCommit = '9cc6dea35e9a963f281434761c656fba4ac43aed';

export const versionLine = `Docker version ${engineVersion}, build ${clientCommit}`;

export const version = defineCommand({
  use: 'version [OPTIONS]',
  short: 'Show the Docker version information',
  flags: [inspectFormat],
  arity: { exactly: 0 },
  clientFirst: true,
  run: later(async () => (await import('./version-run.ts')).runVersion),
});
