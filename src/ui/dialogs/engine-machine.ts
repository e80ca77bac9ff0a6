import { useState } from 'react';
import type { Engine } from '../../engine/engine.ts';
import type { World } from '../../world/world.ts';
import { useStores, useWorld } from '../stores/stores.tsx';
import { own } from '../../kernel/own.ts';

interface EngineMachine {
  readonly name: string;
  readonly engine: Engine;
}

/** The machine on which things are made, and its engine: the one that was asked for, or the first. */
function engineMachine({ machines }: World, wanted: string): EngineMachine {
  const engine = own(machines, wanted)?.engine;
  if (engine !== undefined) return { name: wanted, engine };
  for (const { name, engine: first } of Object.values(machines))
    if (first !== undefined) return { name, engine: first };
  throw new Error('no machine of the lab runs an engine');
}

/** The host that a dialog is about, and how to choose another; at first the one that is given, or what is selected there. */
export function useEngineMachine(
  given: string | undefined,
): readonly [machine: EngineMachine, choose: (name: string) => void] {
  const { view } = useStores();
  const [name, choose] = useState(given ?? view.getState().selected?.machine ?? '');
  return [engineMachine(useWorld(), name), choose];
}
