import { expect, it } from 'vitest';
import { whenLookedAt } from '../world/due.ts';
import { createLab } from '../world/lab.ts';
import type { World } from '../world/world.ts';
import { run } from './run.ts';

const states = ({ machines }: World) =>
  Object.values(machines['host1']?.engine?.containers ?? {}).map(({ name, state }) => `${name} ${state.status}`);

it('shows the end of what ends at once, and leaves the world of the next command as it is', async () => {
  const { world } = await run(createLab({ seed: 1 }), 'host1', 'docker run -d --name brief alpine true');
  expect(states(world)).toEqual(['brief running']);
  const shown = whenLookedAt(world);
  expect(states(shown)).toEqual(['brief exited']);
  expect(states(world)).toEqual(['brief running']);
  expect(whenLookedAt(shown)).toBe(shown);
});

it('leaves what goes on for longer', async () => {
  const { world } = await run(createLab({ seed: 1 }), 'host1', 'docker run -d --name long alpine sleep 5');
  expect(whenLookedAt(world)).toBe(world);
});
