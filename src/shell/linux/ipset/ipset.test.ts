import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, parsePrefix } from '../../../ip/address.ts';
import { labAfter, printed, type At } from '../../shell.fixture.ts';

const RUNS = 20;

/** Does commands of ipset, as one file. */
const restored = (at: At, lines: readonly string[], option = '') =>
  at('host1', `ipset ${option} restore << 'EOF'\n${lines.join('\n')}\nEOF`);

const octet = fc.integer({ min: 1, max: 6 });
const address = octet.map((last) => `10.9.0.${last}`);
const block = fc.constantFrom('10.9.0.0/29', '10.9.0.0/30', '10.9.0.4/30', '10.9.0.2/31', '10.9.0.1', '10.9.0.5');
const port = fc.constantFrom('tcp:80', 'udp:53', 'tcp:443');
const number = fc.integer({ min: 1, max: 9 }).map(String);

const KINDS: readonly { readonly make: string; readonly element: fc.Arbitrary<string> }[] = [
  { make: 'hash:ip', element: address },
  { make: 'hash:ip comment counters', element: address },
  { make: 'hash:ip timeout 100', element: address },
  { make: 'hash:ip family inet6', element: octet.map((last) => `fd00::${last}`) },
  { make: 'hash:net', element: block },
  { make: 'hash:ip,port', element: fc.tuple(address, port).map((parts) => parts.join(',')) },
  { make: 'hash:net,port', element: fc.tuple(block, port).map((parts) => parts.join(',')) },
  { make: 'hash:ip,port,ip', element: fc.tuple(address, port, address).map((parts) => parts.join(',')) },
  { make: 'hash:net,iface', element: fc.tuple(block, fc.constantFrom('eth0', 'lo')).map((parts) => parts.join(',')) },
  { make: 'bitmap:port range 0-10', element: number },
  { make: 'bitmap:ip range 10.9.0.0/24', element: address },
];
const kind = fc.constantFrom(...KINDS);
const filled = kind.chain(({ make, element }) =>
  fc.record({
    make: fc.constant(make),
    changes: fc.array(fc.record({ what: fc.constantFrom('add', 'add', 'del'), element }), { maxLength: 10 }),
    asked: element,
  }),
);

/** What a set of changes leaves. */
function left(changes: readonly { readonly what: string; readonly element: string }[]): Set<string> {
  const members = new Set<string>();
  for (const { what, element } of changes)
    if (what === 'add') members.add(element);
    else members.delete(element);
  return members;
}

describe('ipset', () => {
  it('has what was added and not deleted since, and tells of the rest that it has it not', async () => {
    await fc.assert(
      fc.asyncProperty(filled, async ({ make, changes, asked }) => {
        const { at } = await labAfter();
        const lines = changes.map(({ what, element }) => `${what} s ${element}`);
        expect(await restored(at, [`create s ${make}`, ...lines], '-exist')).toEqual(printed(''));
        const members = left(changes);
        const isNet = make.startsWith('hash:net');
        const all = [asked, ...members];
        const isIn = all.map((element) => (isNet ? covered(members, element) : members.has(element)));
        const { stdout, stderr } = await at(
          'host1',
          all.map((element) => `ipset test s ${element}; echo $?`).join('\n'),
        );
        expect(stdout).toBe(isIn.map((is) => (is ? '0\n' : '1\n')).join(''));
        expect(stderr).toBe(
          all.map((each, i) => (isIn[i] ? `Warning: ${each} is in set s.\n` : `${each} is NOT in set s.\n`)).join(''),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('adds nothing twice, and deletes nothing that is not there', async () => {
    await fc.assert(
      fc.asyncProperty(filled, async ({ make, asked }) => {
        const { at } = await labAfter(`ipset create s ${make}`, `ipset add s ${asked}`);
        const again = await at('host1', `ipset add s ${asked}`);
        expect(again.stderr).toBe("ipset v7.24: Element cannot be added to the set: it's already added\n");
        expect(again.exit).toBe(1);
        expect((await at('host1', `ipset add s ${asked} -exist; ipset del s ${asked}`)).exit).toBe(0);
        const gone = await at('host1', `ipset del s ${asked}`);
        expect(gone.stderr).toBe("ipset v7.24: Element cannot be deleted from the set: it's not added\n");
        expect((await at('host1', `ipset -exist del s ${asked}`)).exit).toBe(0);
      }),
      { numRuns: RUNS },
    );
  });

  it('asks for a network itself, and for an address what covers it, unless that is said not to', async () => {
    const { at } = await labAfter(
      'ipset create s hash:net',
      'ipset add s 10.9.0.0/29',
      'ipset add s 10.9.0.0/30 nomatch',
    );
    const isIn = async (element: string) => (await at('host1', `ipset -q test s ${element}`)).exit === 0;
    const asked = ['10.9.0.4', '10.9.0.1', '10.9.0.0/29', '10.9.0.0/30', '10.9.0.4/30'];
    expect(await Promise.all(asked.map(isIn))).toEqual([true, false, true, false, false]);
  });

  it('restores what it saved, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(filled, { minLength: 1, maxLength: 3 }), async (sets) => {
        const { at } = await labAfter();
        const lines = sets.flatMap(({ make, changes }, i) => [
          `create s${i} ${make}`,
          ...changes.map(({ what, element }) => `${what} s${i} ${element}`),
        ]);
        expect(await restored(at, [...lines, 'create all list:set', 'add all s0'], '-exist')).toEqual(printed(''));
        const { stdout } = await at('host1', 'ipset save');
        expect(await at('host1', 'ipset save > /tmp/s; ipset destroy; ipset save; ipset restore < /tmp/s')).toEqual(
          printed(''),
        );
        expect((await at('host1', 'ipset save')).stdout).toBe(stdout);
      }),
      { numRuns: RUNS },
    );
  });
});

/** Whether a network that was added covers an address, or is the one that is asked for: other parts are the same. */
function covered(members: ReadonlySet<string>, element: string): boolean {
  const [asked = '', ...others] = element.split(',');
  if (asked.includes('/')) return members.has(element);
  return [...members].some((member) => {
    const [own = '', ...rest] = member.split(',');
    const known = parsePrefix(own.includes('/') ? own : `${own}/32`);
    return known && rest.join() === others.join() && contains(known, asked);
  });
}
