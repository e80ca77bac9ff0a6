import type { GivenFile } from '../../formats/compose/open/given.ts';
import type { Choices } from '../../formats/compose/open/plan.ts';
import { commandOf } from '../../history/history.ts';
import type { Opening } from '../../simulator/questions.ts';
import { beginLab } from '../../store/begin.ts';
import { worldOf } from '../../store/lab.ts';
import { whileOpening, type Stores } from '../../store/stores.ts';

/** What opening files would do, in this lab or in an empty one; where that takes too long, it is refused. */
export async function planIn(
  { lab, simulator }: Stores,
  files: readonly GivenFile[],
  choices: Choices,
  here: boolean,
): Promise<Opening> {
  const state = lab.getState();
  const world = here ? worldOf(state) : await simulator.createLab(state.seed);
  try {
    return await simulator.ask('openCompose', world, files, choices);
  } catch {
    return await simulator.ask('openCompose', world, [], choices);
  }
}

/** Carries a plan out, in a document of its own or after what is done in this one: undo takes it back as one. */
export async function open(stores: Stores, plan: Opening, here: boolean): Promise<void> {
  const { seed, entries, done, title, positions, intents } = stores.lab.getState();
  const before = here ? entries.slice(0, done).map(commandOf) : [];
  const history = { seed, commands: [...before, ...plan.commands] };
  await whileOpening(stores, () =>
    beginLab(stores, here ? title : plan.project, history, here ? () => positions : undefined, {
      intents: here ? intents : [],
    }),
  );
  stores.settings.getState().change({ welcomed: true });
  stores.terminals.getState().show(plan.commands.at(-1)?.place ?? 'host1');
}
