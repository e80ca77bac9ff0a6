import { isCompose } from '../../src/formats/compose/open/recognise.ts';
import { planOf } from '../../src/formats/compose/open/plan.ts';
import type { GivenFile } from '../../src/formats/compose/open/given.ts';
import { readScenario } from '../../src/formats/scenario.ts';
import type { Command } from '../../src/history/history.ts';
import { replay } from '../../src/history/replay.ts';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { readSnapshot } from '../../src/snapshot/read.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { snapshotText } from '../../src/snapshot/text.ts';
import { importing } from '../../src/i18n/en/importing.ts';
import { createLab } from '../../src/world/lab.ts';
import { LAN, type World } from '../../src/world/world.ts';
import { filled } from './sentence.ts';

/** What cannot be made a world of, and why. */
export class NoWorld extends Error {
  override readonly name = 'NoWorld';
}

const HOST = 'host1';

/** What a world was made of, and what is to be said of it. */
export interface Told {
  readonly world: World;
  /** What the import of a host says. */
  readonly said: string;
}

/** The world that some files tell of: what hosts print, compose files, or a scenario. Throws `NoWorld` where they tell of none. */
export async function worldOf(files: readonly GivenFile[]): Promise<Told> {
  const [file, ...others] = files;
  if (file && others.length === 0 && isScenario(file)) return { world: await played(file), said: '' };
  const reading = readSnapshot(files);
  if (reading.ok) return imported(reading.snapshot);
  if (files.some(({ text }) => isCompose(text))) return { world: await composedWorld(files), said: '' };
  throw new NoWorld(filled(importing.reason[reading.reason.kind], reading.reason.values));
}

const isScenario = ({ name, text }: GivenFile): boolean =>
  name.endsWith('.scenario') || /^(?:hosts: host|#: seed )/m.test(text.slice(0, 10_000));

async function played({ name, text }: GivenFile): Promise<World> {
  const reading = readScenario(text);
  if (reading.ok) return replay(reading.document.history);
  throw new NoWorld(reading.reason === 'too-large' ? `${name}: it is too large` : `${name}: this is no scenario`);
}

async function imported(snapshot: Snapshot): Promise<Told> {
  const session = openSession(createLab({ seed: 1 }));
  const { exit, stdout, stderr } = await execute(session, LAN, `import '${snapshotText(snapshot)}'`);
  if (exit !== 0) throw new NoWorld(stderr.trim());
  return { world: session.world, said: stdout };
}

async function composedWorld(files: readonly GivenFile[]): Promise<World> {
  const lab = createLab({ seed: 1 });
  const plan = planOf(lab, files, { host: HOST, name: 'project', variables: {}, profiles: [], lenient: false });
  if (!plan.ok) throw new NoWorld(plan.problem?.text ?? 'the compose files cannot be brought up');
  return after(lab, plan.commands);
}

async function after(world: World, commands: readonly Command[]): Promise<World> {
  const session = openSession(world);
  for (const { place, line } of commands) {
    const { exit, stderr } = await execute(session, place, line, { outcomesOnly: true });
    if (exit !== 0) throw new NoWorld(`${line}: ${stderr.trim()}`);
  }
  return session.world;
}
