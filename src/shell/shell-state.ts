import type { Container } from '../engine/container/container.ts';
import type { EngineHost } from '../engine/engine.ts';
import { EngineError } from '../engine/errors.ts';
import { containerEnvironment } from '../engine/container/environment.ts';
import { engineHost } from '../world/engine-host.ts';
import { locate } from '../world/place.ts';
import type { Place, ShellState, World } from '../world/world.ts';
import { own } from '../kernel/own.ts';

/** What a shell calls itself (`$$`): no process of the kernel's. */
export const SHELL_PID = 1000;

/** What the recorder gives a host's shell (e2e/reference); COLUMNS sets the width of tables. */
const HOST_ENV: Readonly<Record<string, string>> = {
  COLUMNS: '200',
  HOME: '/root',
  LANG: 'C.UTF-8',
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  PWD: '/root',
  SHELL: '/bin/bash',
  TERM: 'xterm',
};

const MACHINE_ENV: Readonly<Record<string, string>> = {
  HOME: '/root',
  LANG: 'C.UTF-8',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  PWD: '/',
  SHELL: '/bin/bash',
  TERM: 'xterm',
};

/** What a new shell at a place starts with. */
export function freshShell(world: World, place: Place): ShellState {
  const location = locate(world, place);
  const container = location?.container;
  if (container) {
    const cwd = container.config.WorkingDir || '/';
    return { cwd, env: { ...environmentOf(engineHost(world, location.machine.name), container), PWD: cwd } };
  }
  if (!location?.machine.engine) return { cwd: '/', env: { ...MACHINE_ENV } };
  return { cwd: '/root', env: { ...HOST_ENV } };
}

/** The shell of a place as its last line left it. */
export const shellAt = (world: World, place: Place): ShellState => own(world.shells, place) ?? freshShell(world, place);

function environmentOf(host: EngineHost, container: Container): Record<string, string> {
  return Object.fromEntries(
    entriesOf(host, container).map((pair) => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}

/** A container whose links lead nowhere now has what its own configuration gives. */
function entriesOf(host: EngineHost, container: Container): readonly string[] {
  try {
    return containerEnvironment(host, container, { tty: false });
  } catch (error) {
    if (error instanceof EngineError) return container.config.Env ?? [];
    throw error;
  }
}
