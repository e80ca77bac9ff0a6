/** What the model answers where a real host was asked. */
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import type { Outcome, Stimulus } from '../../src/kernel/stimulus.ts';
import { snapshotText } from '../../src/snapshot/text.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { createLab } from '../../src/world/lab.ts';
import { locate } from '../../src/world/place.ts';
import { tracerOf } from '../../src/world/trace.ts';
import type { World } from '../../src/world/world.ts';
import { cellsOf, type Cell, type Probes, type Result } from './saved.ts';

/** As long as the prober waits, which is longer than a neighbour is looked for. */
const PATIENCE = 4500;
export interface Difference extends Cell {
  readonly predicted: Result;
}

/** The lab that a snapshot makes. Throws what `import` says where it makes none. */
export async function imported(snapshot: Snapshot): Promise<World> {
  const session = openSession(createLab({ seed: 1 }), { inPlace: true });
  const ran = await execute(session, '@lan', `import '${snapshotText(snapshot)}'`, { fresh: true });
  if (ran.exit !== 0) throw new Error(`import: ${ran.stderr}`);
  return session.world;
}

/** The cells of which the model says otherwise. */
export function differences(world: World, probes: Probes): Difference[] {
  const walk = tracerOf(world);
  return cellsOf(probes).flatMap((cell) => {
    const namespace = locate(world, cell.from)?.namespace;
    const predicted =
      namespace === undefined
        ? '?'
        : resultOf(cell, walk([stimulusOf(namespace, cell)], { outcomesOnly: true }).outcomes[0]);
    return predicted === cell.result ? [] : [{ ...cell, predicted }];
  });
}

function stimulusOf(namespace: string, { address, port }: Cell): Stimulus {
  const [protocol, number] = port.split('/');
  const common = { namespace, destination: address, timeout: PATIENCE };
  if (protocol === 'tcp') return { ...common, kind: 'tcp', port: Number(number), close: 'at-once' };
  if (protocol === 'udp') return { ...common, kind: 'udp', port: Number(number), data: { kind: 'text', text: '?' } };
  return { ...common, kind: 'echo', id: 1, sequence: 1, size: 56 };
}

function resultOf({ port }: Cell, outcome: Outcome | undefined): Result {
  const udp = port.startsWith('udp');
  switch (outcome?.status) {
    case 'connected':
    case 'answered':
      return 'a';
    case 'refused':
      return port === 'ping' ? 'u' : 'r';
    case 'unknown':
      return '?';
    case undefined:
    case 'timeout':
    case 'not-permitted': // what its own host's rules stop, the prober takes for lost
      return 's';
    case 'unreachable':
      if (outcome.notPermitted && udp) return 's';
      if (outcome.type === 'port-unreachable' && port !== 'ping') return 'r';
      // What comes back from underway is no error of a connected UDP socket, but for what is prohibited.
      return udp && !outcome.type.endsWith('-prohibited') ? 's' : 'u';
    default:
      return 'u';
  }
}
