import { isCompose } from '../../src/formats/compose/open/recognise.ts';
import { planOf } from '../../src/formats/compose/open/plan.ts';
import type { GivenFile } from '../../src/formats/compose/open/given.ts';
import { readScenario } from '../../src/formats/scenario.ts';
import type { Command } from '../../src/history/history.ts';
import { replay } from '../../src/history/replay.ts';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { createLab } from '../../src/world/lab.ts';
import type { World } from '../../src/world/world.ts';

/** What cannot be made a world of, and why. */
export class NoWorld extends Error {
  override readonly name = 'NoWorld';
}

const HOST = 'host1';

/** The world that some files tell of: scenarios one after the other, or compose files. Throws `NoWorld` where they tell of none. */
export async function worldOf(files: readonly GivenFile[]): Promise<World> {
  const composed = files.filter(({ text }) => isCompose(text));
  if (composed.length > 0) return composedWorld(files);
  const [file, ...others] = files;
  if (!file || others.length > 0) throw new NoWorld('of several files, at least one has to be a compose file');
  const reading = readScenario(file.text);
  if (!reading.ok)
    throw new NoWorld(
      reading.reason === 'too-large'
        ? `${file.name}: it is too large`
        : `${file.name}: neither a scenario nor a compose file`,
    );
  return replay(reading.document.history);
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
