import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioOf } from '../../formats/scenario.ts';
import { jsonOf } from '../../formats/json.ts';
import { localSimulator } from '../../simulator/simulator.fixture.ts';
import type { ContainerFacts, HostFacts, Snapshot } from '../../snapshot/snapshot.ts';
import type { Masking } from '../../snapshot/mask.ts';
import { snapshotText } from '../../snapshot/text.ts';
import { documentOf } from '../../store/document.ts';
import { beginLab } from '../../store/begin.ts';
import { canRedo, canUndo, worldOf } from '../../store/lab.ts';
import { createStores, redo, runCommand, undo, type Stores } from '../../store/stores.ts';
import { byNamesNow, meantBy, type Intent } from '../../world/intents.ts';
import { createLab } from '../../world/lab.ts';
import { currentId } from '../documents/ids.ts';
import { openHosts } from './open-hosts.ts';

const ADDRESS = '81.2.69.142';
const container = (digit: string, name: string): ContainerFacts => ({
  ...{ id: digit.repeat(64), name, image: 'nginx', status: 'running' },
  exposed: ['80/tcp'],
  attachments: [{ network: 'bridge', ipv4: `172.17.0.${Number(digit) + 1}` }],
});
const host = (more: Partial<HostFacts> = {}): HostFacts => ({
  name: 'prod-7',
  containers: [container('1', 'acme-web'), container('2', 'acme-db')],
  stack: { iptables: `*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -s ${ADDRESS}/32 -j DROP\nCOMMIT\n` },
  ...more,
});
const snapshot = (...hosts: readonly HostFacts[]): Snapshot => ({ version: 1, hosts: [...hosts] });

const NOTHING: Masking = { addresses: false, names: false };
const ALL: Masking = { addresses: true, names: true };

async function opened(stores: Stores, what: Snapshot, masking: Masking): Promise<void> {
  const files = [{ name: 'host.json', text: snapshotText(what) }];
  const read = await stores.simulator.ask('readHosts', stores.lab.getState().start, files, masking);
  if (!read.ok) throw new Error(read.reason.kind);
  expect(await openHosts(stores, read, files, masking)).toBeUndefined();
}

const fresh = () => createStores(localSimulator(), createLab({ seed: 1 }));
const lines = ({ lab }: Stores) => lab.getState().entries.map(({ line }) => line.slice(0, 12));

describe('what was masked does not come back', () => {
  /** All that a link or a file of the lab may hold. */
  const shared = (stores: Stores): string => {
    const documents = [documentOf(stores), documentOf(stores, true)];
    return documents.map((each) => `${jsonOf(each)}${scenarioOf(each)}`).join('\n');
  };

  const before = {
    command: (stores: Stores) => runCommand(stores, 'host1', 'docker run -d nginx'),
    own: (stores: Stores) => beginLab(stores, 'Own', { seed: 1, commands: [{ place: 'host1', line: 'docker ps' }] }),
    again: (stores: Stores) => opened(stores, snapshot(host()), NOTHING),
    named: (stores: Stores) => opened(stores, snapshot(host()), { addresses: false, names: true }),
    rename: ({ lab }: Stores) => lab.getState().rename('Mine'),
    comment: ({ lab }: Stores) => lab.getState().comment(0, 'said'),
  };
  const after = {
    command: before.command,
    rename: before.rename,
    undo: (stores: Stores) => canUndo(stores.lab.getState()) && undo(stores),
    redo: (stores: Stores) => canRedo(stores.lab.getState()) && redo(stores),
    start: ({ lab }: Stores) => lab.getState().goTo(0),
    end: ({ lab }: Stores) => lab.getState().goTo(99),
  };
  const some = <T extends object>(of: T) =>
    fc.array(fc.constantFrom(...(Object.keys(of) as (keyof T)[])), { maxLength: 6 });

  test('whatever was done before, and whatever is taken back', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(some(before), some(after), async (first, then) => {
        const stores = fresh();
        await opened(stores, snapshot(host()), NOTHING);
        for (const each of first) await before[each](stores);
        await opened(stores, snapshot(host()), ALL);
        expect(shared(stores)).toContain('198.18.');
        for (const each of [...then, ...Array.from({ length: 12 }, () => 'undo' as const)]) {
          await after[each](stores);
          expect(shared(stores)).not.toMatch(/81\.2\.69|acme|prod-7/);
        }
        for (let at = 0; at < 12; at += 1) after.redo(stores);
        expect(shared(stores)).not.toMatch(/81\.2\.69|acme|prod-7/);
      }),
      { numRuns: 12 },
    );
  });

  test('what is of other hosts, or one’s own, does', async () => {
    const stores = fresh();
    await runCommand(stores, 'host1', 'docker ps');
    const other = { name: 'elsewhere', containers: [container('3', 'mine')] };
    await opened(stores, snapshot(other), NOTHING);
    await opened(stores, snapshot(host()), NOTHING);
    await opened(stores, snapshot(host()), ALL);
    stores.lab.getState().goTo(0);
    for (const each of ['elsewhere', 'docker ps']) {
      undo(stores);
      expect(stores.lab.getState().entries[0]?.line).toContain(each);
      while (stores.lab.getState().done > 0 && each === 'elsewhere') undo(stores);
    }
    while (canRedo(stores.lab.getState())) redo(stores);
    expect(lines(stores)).toEqual(['import \'{"ve']);
    expect(shared(stores)).not.toContain(ADDRESS);
  });

  test('what the browser keeps of a lab becomes what it keeps of the masked one', async () => {
    const stores = fresh();
    await opened(stores, snapshot(host()), NOTHING);
    const id = currentId(stores.lab.getState());
    await opened(stores, snapshot(host()), ALL);
    expect(currentId(stores.lab.getState())).toBe(id);
    // What undo leads back to is kept beside it.
    await opened(stores, snapshot({ name: 'elsewhere', containers: [container('3', 'mine')] }), ALL);
    expect(currentId(stores.lab.getState())).not.toBe(id);
  });

  test('a host that is opened as it is leads back to all', async () => {
    const stores = fresh();
    await opened(stores, snapshot(host()), ALL);
    await opened(stores, snapshot(host()), NOTHING);
    stores.lab.getState().goTo(0);
    undo(stores);
    expect(shared(stores)).not.toContain(ADDRESS);
  });
});

describe('what is meant of a host', () => {
  const probe = { kind: 'tcp', port: 80 } as const;
  const mark: Intent = { from: ['host1/acme-web', 'client'], to: ['host1/acme-db'], probe, meaning: 'must-not' };
  const meant = ({ lab }: Stores, from: string, to: string) =>
    meantBy(byNamesNow(worldOf(lab.getState()), lab.getState().intents), probe)(from, to);

  test('goes with a container that is renamed, and with the name where another has it', async () => {
    const stores = fresh();
    await runCommand(stores, 'host1', 'docker run -d --name web nginx');
    await runCommand(stores, 'host1', 'docker run -d --name db nginx');
    stores.lab.getState().mean([{ from: ['host1/web'], to: ['host1/db'], probe, meaning: 'must' }]);
    await runCommand(stores, 'host1', 'docker rename web web-old');
    expect(meant(stores, 'host1/web-old', 'host1/db')).toBe('must');
    await runCommand(stores, 'host1', 'docker run -d --name web nginx');
    expect(meant(stores, 'host1/web', 'host1/db')).toBe('must');
    expect(meant(stores, 'host1/web-old', 'host1/db')).toBeUndefined();
    undo(stores);
    undo(stores);
    expect(meant(stores, 'host1/web', 'host1/db')).toBe('must');
  });

  test('stays where a later snapshot of it is opened over it', async () => {
    const stores = fresh();
    await opened(stores, snapshot(host()), NOTHING);
    stores.lab.getState().mean([mark]);
    const later = host({ containers: [container('1', 'acme-front'), container('4', 'acme-db')] });
    await opened(stores, snapshot({ name: 'other', containers: [container('7', 'x')] }, later), NOTHING);
    expect(stores.lab.getState().intents).toEqual([
      { ...mark, from: ['host2/acme-front', 'client'], to: ['host2/acme-db'] },
    ]);
  });

  test('is told by masked names in a masked lab, of what is there', async () => {
    const stores = fresh();
    await opened(stores, snapshot(host()), NOTHING);
    stores.lab.getState().mean([mark, { ...mark, from: ['host1/acme-gone'] }]);
    await opened(stores, snapshot(host()), ALL);
    expect(stores.lab.getState().intents).toEqual([{ ...mark, from: ['host1/c1', 'client'], to: ['host1/c2'] }]);
  });

  test('is not that of another host', async () => {
    const stores = fresh();
    await opened(stores, snapshot(host()), NOTHING);
    stores.lab.getState().mean([mark]);
    await opened(stores, snapshot({ name: 'other', containers: [container('7', 'acme-web')] }), NOTHING);
    expect(stores.lab.getState().intents).toEqual([]);
  });
});
