import { describe, expect, it } from 'vitest';
import type { SetFacts, Snapshot } from '../../snapshot/snapshot.ts';
import type { World } from '../../world/world.ts';
import { run } from '../run.ts';
import { imported } from './host.fixture.ts';

const rules = (...lines: readonly string[]): string =>
  ['*filter', ':INPUT ACCEPT [0:0]', ':FORWARD ACCEPT [0:0]', ':OUTPUT ACCEPT [0:0]', ...lines, 'COMMIT', ''].join(
    '\n',
  );
const set = (name: string, type: string, options: string, ...members: readonly string[]): SetFacts => ({
  ...{ name, type, options: options === '' ? [] : options.split(' ') },
  members: [...members],
});
const host = (iptables: string, ...sets: readonly SetFacts[]): Snapshot => ({
  version: 1,
  hosts: [{ name: 'box', stack: { iptables, sets: [...sets], sockets: [] } }],
});
const lacks = (world: World): string[] =>
  (world.imported?.lacks ?? []).map(({ kind, values }) => `${kind} ${values['set'] ?? values['chain'] ?? ''}`);
const ends = async (world: World, port: number) =>
  (await run(world, 'client', `nc -zv -w 1 192.168.65.10 ${port}`)).traces.at(-1)?.outcomes[0]?.status;

describe('rules that ask for sets', () => {
  it('are decided by what is in these', async () => {
    const world = await imported(
      host(
        rules(
          '-A INPUT -p tcp -m tcp --dport 22 -m set --match-set near src -j DROP',
          '-A INPUT -p tcp -m set --match-set doors src,dst -j REJECT --reject-with icmp-host-prohibited',
          '-A INPUT -p tcp -m tcp --dport 24 -m set ! --match-set all src -j DROP',
          '-A INPUT -p tcp -m tcp --dport 25 -m set --match-set all src -j DROP',
        ),
        set('all', 'list:set', 'size 8', 'near'),
        set(
          'near',
          'hash:net',
          'family inet timeout 0',
          '192.168.65.0/26 timeout 0',
          '192.168.65.60 timeout 0 nomatch',
        ),
        set('doors', 'hash:ip,port', 'family inet counters', '192.168.65.50,tcp:23 packets 7 bytes 420'),
      ),
    );
    expect(lacks(world)).toEqual([]);
    expect(await Promise.all([22, 23, 24, 25, 26].map((port) => ends(world, port)))).toEqual([
      ...['timeout', 'unreachable', 'refused', 'timeout', 'refused'],
    ]);
    const { stdout } = await run(world, 'host1', 'ipset save near');
    expect(stdout).toMatch(/^create near hash:net family inet hashsize 1024 maxelem 65536 timeout 0 /);
    expect(stdout).toContain('add near 192.168.65.60 nomatch timeout 0\n');
    expect((await run(world, 'host1', 'ipset list doors')).stdout).toContain('packets 7 bytes 420');
  });

  it('tell nothing where a set is not known, or not wholly', async () => {
    const world = await imported(
      host(
        rules(
          '-A INPUT -p tcp -m tcp --dport 22 -m set --match-set gone src -j DROP',
          '-A INPUT -p tcp -m tcp --dport 23 -m set --match-set macs src -j DROP',
          '-A INPUT -p tcp -m tcp --dport 24 -m set --match-set nets src -j DROP',
          '-A INPUT -p tcp -m tcp --dport 25 -m set --match-set lists src -j DROP',
          '-A INPUT -p tcp -m tcp --dport 26 -m set --match-set wide src -j DROP',
        ),
        set('macs', 'hash:mac', '', '52:54:00:00:00:01'),
        set('nets', 'hash:ip', 'family inet netmask 24', '192.168.65.0'),
        set('lists', 'list:set', 'size 8', 'macs'),
        set('wide', 'hash:ip', 'family inet', '10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16'),
      ),
    );
    expect(lacks(world).sort()).toEqual([
      'rules-opaque INPUT',
      ...['lists', 'macs', 'nets', 'wide'].map((name) => `set-not-read ${name}`),
    ]);
    for (const port of [22, 23, 24, 25, 26]) expect(await ends(world, port)).toBe('unknown');
    expect(await ends(world, 27)).toBe('refused');
  });

  it('stay quick with a set of very many', async () => {
    const nets = Array.from({ length: 60_000 }, (_, at) => `20.${at >> 8}.${at & 255}.0/24`);
    const world = await imported(
      host(rules('-A INPUT -m set --match-set bad src -j DROP'), set('bad', 'hash:net', 'family inet', ...nets)),
    );
    expect(lacks(world)).toEqual([]);
    expect(await ends(world, 80)).toBe('refused');
  });

  it('names are safe, whatever they are', async () => {
    const world = await imported(
      host(
        rules('-A INPUT -p tcp -m tcp --dport 22 -m set --match-set __proto__ src -j DROP'),
        set('__proto__', 'hash:net', 'family inet', '192.168.65.0/24'),
        set('__proto__', 'hash:net', 'family inet', '10.0.0.0/24'),
        set('constructor', 'hash:net', '__proto__ 1', 'x y'),
      ),
    );
    expect(lacks(world)).toEqual(['set-not-read __proto__', 'set-not-read constructor']);
    expect(await ends(world, 22)).toBe('timeout');
  });
});
