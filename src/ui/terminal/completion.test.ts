import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../shell/run.ts';
import { createLab } from '../../world/lab.ts';
import type { World } from '../../world/world.ts';
import { commonPart, complete } from './completion.ts';

let world: World;

beforeAll(async () => {
  world = createLab({ seed: 1 });
  for (const line of [
    'docker network create shop',
    'docker run -d --name webserver --network shop nginx',
    'docker create --name idle nginx',
  ])
    world = (await run(world, 'host1', line)).world;
});

/** The line after Tab. */
const tab = (line: string, place = 'host1'): string => {
  const completion = complete(world, place, line);
  return line.slice(0, completion.from) + (commonPart(completion) ?? line.slice(completion.from));
};

describe('what Tab makes of a line', () => {
  test.each([
    ['dock', 'docker '],
    ['ls; dock', 'ls; docker '],
    ['docker netw', 'docker network '],
    ['docker network ins', 'docker network inspect '],
    ['docker network inspect sh', 'docker network inspect shop '],
    ['docker network connect shop web', 'docker network connect shop webserver '],
    ['docker stop ', 'docker stop webserver '],
    ['docker start id', 'docker start idle '],
    ['docker run -d --network sh', 'docker run -d --network shop '],
    ['docker run --network=sh', 'docker run --network=shop '],
    ['docker run --name x busy', 'docker run --name x busybox '],
    ['docker run --detac', 'docker run --detach'],
    ['curl http://webs', 'curl http://webserver '],
    ['ping 172.18', 'ping 172.18.0.2 '],
    ['docker nothing', 'docker nothing'],
    ['docker network nothing x', 'docker network nothing x'],
  ])('%s', (typed, completed) => {
    expect(tab(typed)).toBe(completed);
  });

  test('where there is no docker there is none to complete', () => {
    expect(tab('dock', 'client')).toBe('dock');
    expect(complete(world, 'host1/webserver', 'docker st').candidates).toEqual([]);
  });

  test('several candidates share what they have in common', () => {
    const { candidates } = complete(world, 'host1', 'docker st');
    expect(candidates).toEqual(['start', 'stop']);
    expect(tab('docker st')).toBe('docker st');
  });
});
