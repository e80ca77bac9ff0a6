import { describe, expect, it } from 'vitest';
import { createLab } from '../world/lab.ts';
import { hostNames } from '../world/hosts.ts';
import { LAN, type World } from '../world/world.ts';
import { run } from './run.ts';

const lab = createLab({ seed: 1 });

async function after(world: World, ...lines: readonly (readonly [place: string, line: string])[]) {
  let last = { world, stdout: '', stderr: '', exit: 0 };
  for (const [place, line] of lines) last = await run(last.world, place, line);
  return last;
}

describe('add host', () => {
  it('gives the very lab that begins with two hosts', async () => {
    const { world, stdout } = await after(lab, [LAN, 'add host']);
    expect(stdout).toBe('host2 192.168.65.11\n');
    expect(world).toEqual(createLab({ seed: 1, hosts: ['host1', 'host2'] }));
  });

  it('gives up to eight hosts with engines that reach each other', async () => {
    const { world } = await after(lab, ...hostNames.slice(1).map((name) => [LAN, `add host ${name}`] as const));
    const pinged = await run(world, 'host8', 'ping -c 1 -W 1 192.168.65.10');
    expect(pinged.exit).toBe(0);
    const named = await run(world, 'host8', 'docker info -f {{.Name}}');
    expect(named.stdout).toBe('host8\n');
    expect(await run(world, LAN, 'add host')).toMatchObject({ exit: 1, stderr: 'add: the LAN has room for 8 hosts\n' });
  });

  it('refuses what cannot be, and leaves all as it was', async () => {
    for (const line of [
      'add host host1',
      'add host host9',
      'add host __proto__',
      'add router',
      'add host a b',
      'rm x',
    ]) {
      const { world, exit, stderr } = await run(lab, LAN, line);
      expect([line, exit > 0, stderr !== '', world]).toEqual([line, true, true, lab]);
    }
  });
});

describe('add client', () => {
  it('plugs a device in that is configured by commands', async () => {
    const { stdout, world } = await after(lab, [LAN, 'add client'], [LAN, 'add client printer 192.168.65.200']);
    expect(stdout).toBe('printer 192.168.65.200\n');
    expect((await run(world, 'client', 'ping -c 1 -W 1 192.168.65.200')).exit).toBe(0);
    expect((await run(world, 'printer', 'ping -c 1 -W 1 203.0.113.10')).exit).toBe(0);
    const moved = await after(
      world,
      ['printer', 'ip addr flush dev eth0'],
      ['printer', 'ip addr add 192.168.65.201/24 dev eth0'],
      ['client2', 'ping -c 1 -W 1 192.168.65.201'],
    );
    expect(moved.exit).toBe(0);
  });

  it('refuses names and addresses that are taken or cannot be', async () => {
    const refused = async (line: string) => (await run(lab, LAN, line)).stderr;
    expect(await refused('add client client')).toBe('add: client is there already\n');
    expect(await refused('add client host3')).toBe('add: host3: that is what a host is called\n');
    expect(await refused('add client Bad!')).toBe('add: Bad!: a name has 1 to 13 letters a-z, digits and hyphens\n');
    expect(await refused('add client tv 192.168.65.50')).toBe('add: 192.168.65.50 is taken\n');
    expect(await refused('add client tv 192.168.65.12')).toBe('add: 192.168.65.12 is kept for a host\n');
    expect(await refused('add client tv 10.0.0.1')).toBe('add: 10.0.0.1: the LAN has 192.168.65.1 to 192.168.65.254\n');
  });
});
