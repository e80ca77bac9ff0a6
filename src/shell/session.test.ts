import { describe, expect, it } from 'vitest';
import { createLab } from '../world/lab.ts';
import { openSession } from './session.ts';

describe.each([
  ['making a new world', false],
  ['editing in place', true],
])('a session %s', (_, inPlace) => {
  const open = () => {
    const start = createLab({ seed: 1 });
    return { start, session: openSession(start, { inPlace }) };
  };
  it('leaves the world it began with as it was', () => {
    const { start, session } = open();
    const before = JSON.stringify(start);
    session.update((world) => void (world.clock.now += 5));
    expect(session.world.clock.now).toBe(start.clock.now + 5);
    expect(JSON.stringify(start)).toBe(before);
  });
  it('hands on what a recipe returns, plain', () => {
    const { session } = open();
    expect(session.update(() => 7)).toBe(7);
    const shells = session.update((world) => {
      world.shells['host1'] = { cwd: '/tmp', env: {} };
      return world.shells;
    });
    expect(JSON.stringify(shells)).toBe('{"host1":{"cwd":"/tmp","env":{}}}');
  });
  it('keeps what was changed before a recipe threw', () => {
    const { session } = open();
    const now = session.world.clock.now;
    expect(() =>
      session.update((world) => {
        world.clock.now += 1;
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(session.world.clock.now).toBe(now + 1);
  });
  it('nests', () => {
    const { session } = open();
    const now = session.world.clock.now;
    session.update((world) => {
      world.clock.now += 1;
      session.update((inner) => void (inner.clock.now += 1));
      world.clock.now += 1;
    });
    expect(session.world.clock.now).toBe(now + 3);
  });
});

it('shares what did not change', () => {
  const session = openSession(createLab({ seed: 1 }));
  const before = session.world;
  session.update((world) => void (world.clock.now += 1));
  expect(session.world).not.toBe(before);
  expect(session.world.kernel).toBe(before.kernel);
});
