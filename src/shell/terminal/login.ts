import { finishContainer } from '../../engine/api.ts';
import { endProcess, startProcess } from '../../kernel/process/processes.ts';
import { engineHost } from '../../world/engine-host.ts';
import { locate } from '../../world/place.ts';
import type { Login, Place, ShellState, World } from '../../world/world.ts';
import type { Session } from '../session.ts';
import { loginAt } from './terminal.ts';
import { own } from '../../kernel/own.ts';

/** How an interactive shell is opened. */
export interface Opening extends Pick<Login, 'kind' | 'command'>, Partial<Pick<Login, 'user' | 'powers'>> {
  /** Its directory and environment, where they are not the place's own. */
  readonly shell?: ShellState;
}

/** Opens an interactive shell at a place. */
export function logIn(world: World, from: Place, place: Place, { shell, ...opening }: Opening): void {
  // Shells of a container that has ended since went with it.
  if (!loginAt(world, place)) forget(world, place);
  const before = own(world.shells, place);
  const pid = opening.kind === 'exec' ? startShell(world, place, opening.command) : undefined;
  const login: Login = { ...opening, from, status: 0, ...(pid !== undefined && { pid }), ...(before && { before }) };
  ((world.logins ??= {})[place] ??= []).push(login);
  if (shell) world.shells[place] = shell;
  else delete world.shells[place];
}

function startShell(world: World, place: Place, command: readonly string[]): number | undefined {
  const location = locate(world, place);
  if (!location?.container || location.namespace === undefined) return undefined;
  const { container, machine, namespace, hostname } = location;
  const [name = 'sh'] = command;
  return startProcess(world.kernel, {
    parent: container.shim ?? 1,
    machine: machine.name,
    namespace,
    program: name.slice(name.lastIndexOf('/') + 1),
    command: [...command],
    started: world.clock.now,
    container: { id: container.id, pid: world.kernel.nextPid },
    hostname,
    sinks: {},
  }).pid;
}

function forget(world: World, place: Place): void {
  if (!world.logins) return;
  delete world.logins[place];
  if (Object.keys(world.logins).length === 0) delete world.logins;
}

/** What came of leaving a shell: where its terminal is now, and what it printed. */
export interface Left {
  readonly to: Place;
  readonly exit: number;
  readonly stderr: string;
}

/** Leaves the shell that was opened last at a place; with the main one its container ends. Undefined where there is none. */
export function logOut(session: Session, place: Place, code?: number): Left | undefined {
  const login = loginAt(session.world, place);
  if (!login) return undefined;
  const exit = code ?? login.status;
  const { from, kind, pid, before } = login;
  session.update((world) => {
    const location = locate(world, place);
    own(world.logins, place)?.pop();
    if (own(world.logins, place)?.length === 0 || kind === 'main') forget(world, place);
    if (before && kind !== 'main') world.shells[place] = before;
    else delete world.shells[place];
    if (pid !== undefined) endProcess(world.kernel, pid);
    if (kind === 'main' && location?.container)
      finishContainer(engineHost(world, location.machine.name), location.container.id, exit, '', '');
  });
  return { to: from, exit, stderr: login.command[0]?.endsWith('bash') ? 'exit\n' : '' };
}
