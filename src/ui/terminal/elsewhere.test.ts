import { expect, test } from 'vitest';
import { execute } from '../../shell/run.ts';
import { openSession } from '../../shell/session.ts';
import type { Entry } from '../../store/steps.ts';
import { createLab } from '../../world/lab.ts';
import { LAN } from '../../world/world.ts';
import { dockerHostFor } from './elsewhere.ts';

/** What is added to the last of some lines, each as `PLACE$ LINE`. */
async function hostAfter(...typed: readonly string[]): Promise<string | undefined> {
  const session = openSession(createLab({ seed: 1 }));
  let host: string | undefined;
  for (const text of typed) {
    const [place = '', line = ''] = text.split('$ ');
    host = dockerHostFor({ place, outcome: await execute(session, place, line) });
  }
  return host;
}

test.each([
  ['a client', ['client$ docker ps'], 'host1'],
  ['the router', ['router$ docker run -d nginx'], 'host1'],
  ['within a line that goes on', ['client$ echo first; docker ps | cat'], 'host1'],
  [
    'a container: its own host',
    [`${LAN}$ add host host2`, 'host2$ docker run -d --name box busybox', 'host2/box$ docker ps'],
    'host2',
  ],
  ['another tool that is not there', ['client$ nosuch'], undefined],
  ['a host, where docker itself fails', ['host1$ docker start nosuch'], undefined],
  ['a container that docker does not find', ['host1$ docker inspect docker'], undefined],
])('docker is typed at %s', async (_where, lines, host) => {
  expect(await hostAfter(...lines)).toBe(host);
});

test('what a command made is not asked for where docker was found: of thousands, each would be built', () => {
  const outcome = {
    ...{ stdout: '', stderr: 'Error response from daemon: No such container: x', exit: 1 },
    get world(): never {
      throw new Error('asked for');
    },
  };
  expect(dockerHostFor({ place: 'host1', outcome: outcome as unknown as Entry['outcome'] })).toBeUndefined();
});
