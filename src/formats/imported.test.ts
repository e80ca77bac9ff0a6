import { expect, it } from 'vitest';
import { replay } from '../history/replay.ts';
import { after, imported, importLine, snapshotOf } from '../shell/importing/host.fixture.ts';
import { LAN } from '../world/world.ts';
import { jsonOf, readJson } from './json.ts';
import { fragmentOf, readFragment } from './link.ts';

const SHOP = [
  'host1$ docker network create shop',
  'host1$ docker run -d --name web --network shop -p 8080:80 nginx',
  'host1$ docker run -d --name side --network container:web alpine',
];

it('real hosts are the beginning of a document, which goes through links and files and plays again', async () => {
  const snapshot = await snapshotOf(await after(...SHOP));
  const history = {
    seed: 5,
    commands: [
      { place: LAN, line: importLine(snapshot) },
      { place: 'host1', line: 'docker stop web' },
    ],
  };
  const document = { name: '', history, positions: {} };
  for (const read of [readFragment(fragmentOf(document)), readJson(jsonOf(document))])
    expect(read).toEqual({ ok: true, document });
  const first = await replay(history);
  expect(JSON.stringify(await replay(history))).toBe(JSON.stringify(first));
  expect(JSON.stringify((await imported(snapshot, 5)).kernel.namespaces.host1?.links)).toContain('eth0');
});
