/** Why a container that was just started runs no more. */
import { mainCommand, type Container } from '../../engine/container/container.ts';
import { own } from '../../kernel/own.ts';
import type { Place, World } from '../../world/world.ts';
import { isShell } from '../docker/container/process/main-process.ts';
import type { Outcome } from '../tool/call.ts';
import { quoted } from '../words.ts';
import type { Meaning } from './meant.ts';
import { startsContainer } from './starts.ts';

/** The container that a line started, where it has ended. */
function endedOne(before: World, after: World, place: Place): Container | undefined {
  const old = own(before.machines, place)?.engine?.containers ?? {};
  const [started, ...others] = Object.values(own(after.machines, place)?.engine?.containers ?? {}).filter(
    ({ id }) => old[id] === undefined,
  );
  return others.length === 0 && started?.state.status === 'exited' ? started : undefined;
}

/**
 * What a line that started a container, which has ended at once, may have been meant to: `later` tells what has become of it
 * a moment after.
 */
export async function endedAtOnce(
  world: World,
  place: Place,
  line: string,
  later: () => Promise<Outcome | undefined>,
): Promise<readonly Meaning[]> {
  if (!startsContainer(line)) return [];
  const after = await later();
  const ended = after && endedOne(world, after.world, place);
  if (!ended) return [];
  const { name, state, config } = ended;
  if (state.exitCode !== 0)
    return detached(line) ? [{ why: 'failedAtOnce', place, line: `docker logs ${quoted(name)}` }] : [];
  if (isShell(mainCommand(ended)) && !(config.OpenStdin && config.Tty)) {
    const kept = line.trim().replace(/\srun\s/, detached(line) ? ' run -it ' : ' run -dit ');
    const again = line.includes(name) ? `docker rm ${quoted(name)} && ${kept}` : kept;
    return [{ why: 'shellEnded', place, line: again }];
  }
  return detached(line) ? [{ why: 'jobEnded', place, line: `docker logs ${quoted(name)}` }] : [];
}

/** Whether the client let go of the container (`-d`). */
const detached = (line: string): boolean =>
  /\srun(?:\s+-\S+|\s+[^-\s]\S*)*?\s+(?:-[a-zA-Z]*d[a-zA-Z]*|--detach)(?=\s)/.test(line);
