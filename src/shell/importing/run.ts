import { parseSnapshot } from '../../snapshot/text.ts';
import type { World } from '../../world/world.ts';
import type { Session } from '../session.ts';
import type { Output } from '../tool/output.ts';
import { importedWorld } from './import.ts';

const USAGE = 'usage: import SNAPSHOT\n';

/** `import SNAPSHOT`: the lab begins with real hosts, as a snapshot tells of them. Returns the exit code. */
export function runImport(session: Session, words: readonly string[], { out, err }: Output): number {
  const [word, ...more] = words;
  if (word === undefined || more.length > 0) {
    err(USAGE);
    return 2;
  }
  const { world } = session;
  if (!isNew(world)) {
    err('import: hosts are brought in at the beginning of a lab; this one is under way\n');
    return 1;
  }
  const read = parseSnapshot(word);
  if (!read.ok) {
    err(`import: this is no snapshot (${[read.reason.kind, ...Object.values(read.reason.values)].join(' ')})\n`);
    return 1;
  }
  const imported = importedWorld(world.seed, read.snapshot);
  session.update((draft) => {
    for (const key of Object.keys(draft)) if (!(key in imported)) Reflect.deleteProperty(draft, key);
    Object.assign(draft, imported);
  });
  const { lacks = [], changes = [] } = imported.imported ?? {};
  for (const { name, hostname = name, engine } of Object.values(imported.machines))
    if (engine) out(`${name} ${hostname}: ${Object.keys(engine.containers).length} containers\n`);
  if (lacks.length > 0) out(`${lacks.length} not as on the hosts\n`);
  const byHand = changes.filter(({ by }) => by === undefined).length;
  if (byHand > 0) out(`${byHand} changed by hand\n`);
  return 0;
}

/** Whether nothing has been made in a lab yet. */
function isNew(world: World): boolean {
  if (world.imported || world.hub || Object.keys(world.shells).length > 0) return false;
  const engines = Object.values(world.machines).flatMap(({ engine }) => engine ?? []);
  return engines.length === 1 && engines.every(({ events }) => events === undefined);
}
