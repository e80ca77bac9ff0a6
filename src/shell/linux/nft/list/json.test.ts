import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLab } from '../../../../world/lab.ts';
import { run } from '../../../run.ts';

const LAB = createLab({ seed: 3 });

const port = fc.integer({ min: 1, max: 65_535 });
const address = fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `10.1.${a}.${b}`);

/** Conditions and what is done of tables of one's own, in nft's words. */
const nftRule = fc
  .tuple(
    fc.subarray([
      'ct state new,established',
      'iif lo',
      'meta mark 0x10',
      'icmp type { echo-request, 13 }',
      'meta l4proto { tcp, udp }',
      'limit rate over 10 kbytes/second',
      'fib daddr type local',
      'ip saddr @s',
      'counter name c',
      'numgen inc mod 3 0',
      'quota 5 mbytes',
    ]),
    fc.option(
      fc.oneof(
        address.map((ip) => `ip saddr ${ip}`),
        address.map((ip) => `ip daddr != ${ip}/28`),
      ),
    ),
    fc.constantFrom(
      'accept',
      'drop',
      'counter',
      'reject',
      'log prefix "a \\b" level info group 2',
      'jump other',
      'meta mark set 7',
    ),
    fc.option(fc.constantFrom('x', 'a b', 'back\\slash')),
  )
  .map(
    ([conditions, ends, verdict, comment]) =>
      `add rule inet t in ${[...conditions, ...(ends === null ? [] : [ends])].join(' ')} ${verdict}${comment === null ? '' : ` comment "${comment}"`}`,
  );

/** Rules of iptables, of which some stay modules of xtables. */
const iptablesRule = fc
  .tuple(
    fc.constantFrom('INPUT', 'FORWARD', 'OUTPUT', 'DOCKER-USER'),
    fc.subarray([
      '-m conntrack --ctstate NEW',
      '-m limit --limit 3/min',
      '-m comment --comment "a \\"b\\""',
      '-m recent --set',
      '-m string --algo bm --string x',
      '-m time --timestart 10:00',
      '-m hashlimit --hashlimit-upto 5/min --hashlimit-mode srcip --hashlimit-name h',
      '-m length --length 10:90',
      '-m addrtype --dst-type LOCAL',
    ]),
    fc.option(port.map((number) => `-p tcp --syn --dport ${number}`)),
    fc.constantFrom('ACCEPT', 'DROP', 'REJECT', 'LOG --log-prefix "a b"', 'NFLOG --nflog-group 3', 'TRACE', 'RETURN'),
  )
  .map(([chain, matches, ports, target]) => `iptables -A ${chain} ${ports ?? ''} ${matches.join(' ')} -j ${target}`);

interface RuleObject {
  readonly rule?: { family: string; table: string; chain: string; handle: number; expr: readonly object[] };
}

/** The numbers of the rules in a text listing, each with where it stands. */
function rulesOf(listing: string): string[] {
  let [table, chain] = ['', ''];
  return listing.split('\n').flatMap((line) => {
    table = /^table (\w+ [\w-]+) \{/.exec(line)?.[1] ?? table;
    chain = /^\tchain ([\w-]+) \{/.exec(line)?.[1] ?? chain;
    const handle = /^\t\t.* # handle (\d+)$/.exec(line)?.[1];
    return handle === undefined ? [] : [`${table} ${chain} ${handle}`];
  });
}

describe('nft -j list ruleset', () => {
  it('is JSON, and tells the rules that the text tells, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(nftRule, { maxLength: 6 }),
        fc.array(iptablesRule, { maxLength: 5 }),
        fc.constantFrom('', '-n ', '-s ', '-S ', '-a '),
        async (own, tables, option) => {
          const source = [
            'add table inet t { comment "x"; }',
            'add chain inet t in { type filter hook input priority 5; }',
            'add chain inet t other',
            'add set inet t s { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 1.2.3.4 }; }',
            'add counter inet t c',
            ...own,
          ].join('\n');
          const file = `cat > /tmp/a.nft << 'EOF'\n${source}\nEOF\nnft -f /tmp/a.nft`;
          let world = LAB;
          for (const line of [file, ...tables]) world = (await run(world, 'host1', line)).world;
          const json = await run(world, 'host1', `nft -j ${option}list ruleset`);
          const text = await run(world, 'host1', 'nft -a list ruleset');
          const { nftables } = JSON.parse(json.stdout) as { nftables: readonly RuleObject[] };
          const told = nftables.flatMap(({ rule }) =>
            rule ? [`${rule.family} ${rule.table} ${rule.chain} ${rule.handle}`] : [],
          );
          expect(told.sort()).toEqual(rulesOf(text.stdout).sort());
          expect(nftables.every(({ rule }) => rule === undefined || rule.expr.length > 0)).toBe(true);
          expect(json.stdout).not.toMatch(/undefined|NaN|\[object/);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('tells numbers for names with -n, devices by their names, and the flags of a translation', async () => {
    const source =
      "nft 'add table ip t; add chain ip t po { type nat hook postrouting priority 100; }; add rule ip t po oif eth0 ct state new ip protocol icmp masquerade random,persistent'";
    const { world } = await run(LAB, 'host1', source);
    const plain = await run(world, 'host1', 'nft -j list chain ip t po');
    expect(plain.stdout).toContain('"right": "eth0"');
    expect(plain.stdout).toContain('"right": "icmp"');
    expect(plain.stdout).toContain('{"masquerade": {"flags": ["random", "persistent"]}}');
    const numbers = await run(world, 'host1', 'nft -nj list chain ip t po');
    expect(numbers.stdout).toContain('"left": {"ct": {"key": "state"}}, "right": 8}');
    expect(numbers.stdout).toContain('"field": "protocol"}}, "right": 1}');
  });
});
