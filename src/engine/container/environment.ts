import type { Container } from './container.ts';
import type { EngineHost } from '../engine.ts';
import { identity } from './users.ts';
import { linkEnvironment } from '../dns/links.ts';

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The environment of a container's processes, in the order in which env prints it. Throws where a link's target does not run. */
export function containerEnvironment(
  host: EngineHost,
  container: Container,
  { tty = container.config.Tty, user = container.config.User } = {},
): string[] {
  const standard = [
    PATH,
    `HOSTNAME=${container.config.Hostname}`,
    ...(tty ? ['TERM=xterm'] : []),
    ...linkEnvironment(host, container),
  ];
  const environment = replaced(standard, container.config.Env ?? []);
  return environment.some((entry) => entry.startsWith('HOME='))
    ? environment
    : [...environment, `HOME=${identity(user).home}`];
}

const keyOf = (entry: string): string => entry.split('=')[0] ?? '';

/** Later entries take the place of earlier ones with their name; a name without a value removes it. */
function replaced(environment: readonly string[], changes: readonly string[]): string[] {
  const result = [...environment];
  for (const change of changes) {
    const index = result.findIndex((entry) => keyOf(entry) === keyOf(change));
    if (!change.includes('=')) {
      if (index >= 0) result.splice(index, 1);
    } else if (index >= 0) result[index] = change;
    else result.push(change);
  }
  return result;
}
