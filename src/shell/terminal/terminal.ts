import { isRunning } from '../../engine/container/container.ts';
import { locate } from '../../world/place.ts';
import type { Foreground, Login, Place, World } from '../../world/world.ts';
import { own } from '../../kernel/own.ts';

export { END_OF_INPUT, INTERRUPT } from './keys.ts';

/** What holds a place's terminal, if it is still there. */
export function foregroundAt({ foreground, kernel, machines }: World, place: Place): Foreground | undefined {
  const held = own(foreground, place);
  if (held?.kind === 'process') return kernel.processes[held.pid] ? held : undefined;
  const containers = held && own(machines, held.machine)?.engine?.containers;
  const ids = held?.kind === 'compose' ? Object.keys(held.shows) : held ? [held.id] : [];
  const runs = ids.some((id) => {
    const container = containers?.[id];
    return container && isRunning(container);
  });
  return runs ? held : undefined;
}

/** The innermost shell that was opened at a place and is still there. */
export function loginAt(world: World, place: Place): Login | undefined {
  const login = own(world.logins, place)?.at(-1);
  const container = login && locate(world, place)?.container;
  return container && isRunning(container) ? login : undefined;
}
