import { expect, test } from 'vitest';
import { labAfter } from '../shell/shell.fixture.ts';
import { recreated } from './recreate.ts';

test('a container that is made again keeps the address that it was given', async () => {
  const { session } = await labAfter(
    'docker network create --subnet 192.168.112.0/20 back',
    'docker run -d --name db --network back --ip 192.168.112.113 --network-alias store -p 5432:5432 postgres',
    'docker run -d --name plain --network back nginx',
  );
  const machine = session.world.machines['host1'];
  const lines = (name: string) => {
    const container = machine?.engine?.containers[machine.engine.names[name] ?? ''];
    return machine && container && recreated(machine, container, { ports: [] }).map(({ line }) => line);
  };
  expect(lines('db')?.[1]).toBe(
    'docker run -d --name db --network back --ip 192.168.112.113 --network-alias store postgres',
  );
  expect(lines('plain')?.[1]).not.toContain('--ip');
});
