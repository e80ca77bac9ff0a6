import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from './base64url.ts';
import { meanings, type Intent } from '../world/intents.ts';
import { LONGEST_COMMENT } from '../history/history.ts';
import { limits, type Document, type Reading } from './document.ts';
import { jsonOf, readJson } from './json.ts';
import { fragmentOf, hopFragment, hopPlaceOf, readFragment } from './link.ts';
import { readScenario, scenarioOf } from './scenario.ts';

const NAMES =
  'web api db cache queue auth users orders cart search mail billing stock report edge proxy login chat feed media image video audio log metric trace alert cron job worker broker ledger invoice shipping catalog price promo review rating wishlist session token gateway router admin portal static assets cdn dns'.split(
    ' ',
  );
const NETWORKS = ['front', 'back', 'data', 'ops', 'edge-net', 'mesh'];
const IMAGES = ['nginx', 'redis', 'postgres:16', 'node:20', 'alpine', 'ubuntu:22.04'];

/** As a class makes it: named networks and containers, the first ten published. */
const shop = (containers: number): Document => ({
  name: 'A shop',
  history: {
    seed: 1,
    commands: [
      ...NETWORKS.map((name) => ({ place: 'host1', line: `docker network create ${name}` })),
      ...Array.from({ length: containers }, (_, i) => ({
        place: 'host1',
        line: `docker run -d --name ${NAMES[i % NAMES.length]}${i < NAMES.length ? '' : i} --network ${NETWORKS[(i * 7) % 6]} ${
          i < 10 ? `-p ${8080 + i}:80 ` : ''
        }${IMAGES[(i * 5) % 6]}`,
      })),
      { place: 'client', line: 'curl -sI http://192.168.65.10:8080/' },
    ],
  },
  positions: {},
});

/** Texts that a line of a file cannot hold as they are, or that look like another line. */
const awkward = fc.constantFrom(
  ...[
    "sh -c 'a\nb'",
    'echo a\r',
    'a\r\nb',
    '\r',
    '\n',
    '',
    ' x ',
    'a\u2028b',
    '\u2029',
    'a\ud800',
    '\ufeffx',
    '한글 🐳',
  ],
  ...[
    '> x',
    '#: seed 9',
    '#: lan add host',
    '#: name x',
    '# x',
    'hosts: host1 host2',
    'host1$ ls',
    '@host1$ ls',
    '= "x"',
  ],
);
const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), awkward);
const line = fc.oneof(
  anyText,
  fc.constantFrom('docker run -d nginx'),
  fc.array(anyText).map((all) => all.join('\n')),
);
const place = fc.oneof(
  fc.constantFrom('host1', 'client', 'host1/web', '@lan', '@lan ', '~x', 'constructor', '__proto__', 'a b', '#: x'),
  anyText.filter((text) => text !== ''),
);
const comment = line.filter((text) => text !== '');
const view = fc.oneof(
  fc.record({ level: fc.constantFrom('overview' as const, 'netfilter' as const) }),
  fc.record({ shown: fc.constantFrom(['0123456789ab'], ['0123456789ab', 'ffffffffffff']) }),
  fc.record({ level: fc.constant('wiring' as const), shown: fc.constant(['0123456789ab']) }),
);
const those = fc.oneof(fc.constant('all' as const), fc.array(place, { minLength: 1, maxLength: 3 }));
const intent: fc.Arbitrary<Intent> = fc.record({
  from: those,
  to: those,
  probe: fc.oneof(
    fc.constant({ kind: 'ping' as const }),
    fc.record({ kind: fc.constant('tcp' as const), port: fc.integer({ min: 1, max: 65_535 }) }),
  ),
  meaning: fc.constantFrom(...meanings),
});
const document: fc.Arbitrary<Document> = fc.record(
  {
    name: anyText,
    history: fc.record({
      seed: fc.integer({ min: 0, max: 0xffff_ffff }),
      commands: fc.array(fc.record({ place, line, comment }, { requiredKeys: ['place', 'line'] }), {
        maxLength: 20,
      }),
    }),
    positions: fc.dictionary(
      fc.oneof(fc.constantFrom('client', 'host1/ab', 'host1/network/cd', 'constructor', '__proto__'), anyText),
      fc.record({ x: fc.integer({ min: -9999, max: 9999 }), y: fc.integer({ min: -9999, max: 9999 }) }),
      { noNullPrototype: true },
    ),
    view,
    intents: fc.array(intent, { minLength: 1, maxLength: 5 }),
  },
  { requiredKeys: ['name', 'history', 'positions'] },
);

const reason = (reading: Reading) => (reading.ok ? 'ok' : reading.reason);
const formats = [
  ['link', fragmentOf, readFragment],
  ['json', jsonOf, readJson],
  ['scenario', scenarioOf, readScenario],
] as const;

describe.each(formats)('%s', (_kind, write, read) => {
  it('opens as it was saved', () => {
    fc.assert(
      fc.property(document, (saved) => {
        expect(read(write(saved))).toEqual({ ok: true, document: saved });
      }),
    );
  });

  it('takes whatever text there is without an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void read(text)));
  });

  it('refuses more commands than anybody makes by hand', () => {
    const { history, ...rest } = shop(0);
    const commands = Array.from({ length: limits.commands + 1 }, () => ({ place: 'host1', line: 'date' }));
    expect(read(write({ ...rest, history: { ...history, commands } })).ok).toBe(false);
  });
});

describe('a link', () => {
  const sizes = [
    [10, 700],
    [50, 1200],
    [100, 2000],
  ].map(([containers = 0, most = 0]) => [containers, fragmentOf(shop(containers)).length, most] as const);

  it.each(sizes)(
    'with %i containers on 6 networks, 10 published, has %i characters; at most %i',
    (_count, length, most) => {
      expect(length).toBeLessThanOrEqual(most);
    },
  );

  it('prints how long links are', ({ annotate }) => {
    const rows = sizes.map((cells) => cells.map((cell) => String(cell).padStart(12)).join(''));
    const table = ['  containers  characters     at most', ...rows].join('\n');
    process.stdout.write(`\nLength of links (6 networks, 10 published ports)\n${table}\n\n`);
    return annotate(table);
  });

  it('of more than a file may have is refused before it is read', () => {
    expect(reason(readFragment(`${fragmentOf(shop(0))}${'A'.repeat(limits.file)}`))).toBe('too-large');
  });

  it('tells a shortened or altered link', () => {
    const whole = fragmentOf(shop(5));
    fc.assert(
      fc.property(fc.nat(whole.length - 5), (at) => {
        expect(reason(readFragment(whole.slice(0, at + 4)))).toBe('damaged');
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 3, max: whole.length - 2 }), fc.constantFrom('A', 'z', '_'), (at, character) => {
        fc.pre(whole[at] !== character);
        const reading = readFragment(whole.slice(0, at) + character + whole.slice(at + 1));
        // A few bits are only padding.
        if (reading.ok) expect(reading.document).toEqual(shop(5));
      }),
    );
  });

  it.each([
    ['', 'foreign'],
    ['#section', 'foreign'],
    ['v4=AAAA', 'newer'],
    ['v0=AAAA', 'foreign'],
    ['v1=', 'damaged'],
    ['v1=$$$$', 'damaged'],
  ])('%j is %s', (fragment, expected) => {
    expect(reason(readFragment(fragment))).toBe(expected);
  });

  it('is of the second version where there are comments, of the third where something is meant, and of the first, as ever, else', () => {
    const { history, ...rest } = shop(2);
    const commands = history.commands.map((command) => ({ ...command, comment: 'Look at the ports.' }));
    const commented = { ...rest, history: { ...history, commands } };
    expect(fragmentOf(commented)).toMatch(/^v2=/);
    expect(jsonOf(commented)).toContain('"hopscope": 2,');
    const meant = {
      ...commented,
      intents: [{ from: ['client'], to: 'all', probe: { kind: 'ping' }, meaning: 'must' }],
    };
    expect(fragmentOf(meant as Document)).toMatch(/^v3=/);
    expect(fragmentOf(shop(2))).toMatch(/^v1=/);
    expect(jsonOf(shop(2))).toContain('"hopscope": 1,');
  });

  it('can name a moment', () => {
    const moment = { command: 7, hop: 123 };
    const fragment = fragmentOf(shop(2)) + hopFragment(moment);
    expect(hopPlaceOf(fragment)).toEqual(moment);
    expect(readFragment(fragment).ok).toBe(true);
    for (const other of ['', '&t=', '&t=1', '&t=-1.2', '&t=1.2x'])
      expect(hopPlaceOf(fragmentOf(shop(2)) + other)).toBeUndefined();
  });

  it('stops inflating what grows too large', () => {
    const bomb = new Uint8Array([0, 0, 0, 0, ...deflateSync(new Uint8Array(50_000_000), { level: 9 })]);
    expect(reason(readFragment(`v1=${toBase64Url(bomb)}`))).toBe('too-large');
  });
});

describe('100,000 spoilt links and files', () => {
  it.each(formats)('%s: none throws, none opens as more than the limits allow', (_kind, write, read) => {
    const sound = write(shop(8));
    let state = 12345;
    const random = (below: number) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % below;
    const part = () => sound.slice(random(sound.length), random(sound.length));
    for (let i = 0; i < 34_000; i++) {
      const at = random(sound.length);
      const spoilt = [
        () => sound.slice(0, at) + String.fromCharCode(random(0x3000)) + sound.slice(at + 1),
        () => sound.slice(0, at) + sound.slice(at + random(9)),
        () => sound.slice(0, at) + part() + sound.slice(at),
        () => part() + part(),
      ][random(4)]?.();
      const reading = read(spoilt ?? '');
      if (reading.ok) expect(reading.document.history.commands.length).toBeLessThanOrEqual(limits.commands);
    }
  });
});

it.each(formats)('%s: a comment is a text of bounded length', (_kind, write, read) => {
  const said = (comment: string) => ({
    name: '',
    history: { seed: 1, commands: [{ place: 'host1', line: 'date', comment }] },
    positions: {},
  });
  expect(read(write(said('x'.repeat(LONGEST_COMMENT)))).ok).toBe(true);
  expect(read(write(said('x'.repeat(LONGEST_COMMENT + 1)))).ok).toBe(false);
});

it.each(formats)('%s: what is meant is bounded, and of ports that there are', (_kind, write, read) => {
  const meaning = (intents: unknown) =>
    read(write({ name: '', history: { seed: 1, commands: [] }, positions: {}, intents } as Document)).ok;
  const intent = { from: ['client'], to: 'all', probe: { kind: 'tcp', port: 80 }, meaning: 'must-not' };
  expect(meaning([intent])).toBe(true);
  expect(meaning(Array.from({ length: limits.intents + 1 }, () => intent))).toBe(false);
  expect(meaning([{ ...intent, from: ['x'.repeat(limits.place + 1)] }])).toBe(false);
  expect(meaning([{ ...intent, from: [] }])).toBe(false);
  for (const port of [0, 65_536, 1.5, -0, '80'])
    expect(meaning([{ ...intent, probe: { kind: 'tcp', port } }])).toBe(false);
  expect(meaning([{ ...intent, meaning: 'perhaps' }])).toBe(false);
});

describe('a scenario', () => {
  it('has what is said of a command before it, in one line', () => {
    const commands = [
      { place: 'host1', line: 'docker ps', comment: 'What runs?' },
      { place: 'client', line: 'curl x', comment: 'Two\nlines' },
      { place: '@lan', line: 'add host host2', comment: '<b>Plain</b>' },
    ];
    const document = { name: '', history: { seed: 1, commands }, positions: {} };
    const text = scenarioOf(document);
    expect(text).toContain('\n#: comment What runs?\nhost1$ docker ps\n#: comment= "Two\\nlines"\nclient$ curl x\n');
    expect(readScenario(text)).toEqual({ ok: true, document });
  });

  it('of the recordings opens: its hosts are added, notes are passed over, marks are dropped', () => {
    const text = 'A note.\nhosts: host1 host2\n\nhost1$ docker ps\n~host2/web$ ping -c 1 web\n@client$ curl x\n';
    const commands = [
      { place: '@lan', line: 'add host host2' },
      { place: 'host1', line: 'docker ps' },
      { place: 'host2/web', line: 'ping -c 1 web' },
      { place: 'client', line: 'curl x' },
    ];
    expect(readScenario(text)).toEqual({
      ok: true,
      document: { name: '', history: { seed: 1, commands }, positions: {} },
    });
  });

  it('holds where machines were added, which a recorder passes over', () => {
    const history = {
      seed: 4,
      commands: [
        { place: 'host1', line: 'docker ps' },
        { place: '@lan', line: 'add host host5' },
        { place: '@lan', line: 'add client tv 192.168.65.99' },
      ],
    };
    const text = scenarioOf({ name: '', history, positions: {} });
    expect(text).toContain('\nhosts: host1 host5\nhost1$ docker ps\n#: lan add host host5\n');
    expect(readScenario(text)).toEqual({ ok: true, document: { name: '', history, positions: {} } });
  });

  it('names the hosts that a recorder must have', () => {
    const commands = ['host3/web', 'client', 'host2'].map((place) => ({ place, line: 'true' }));
    expect(scenarioOf({ name: '', history: { seed: 4, commands }, positions: {} })).toContain(
      'hosts: host1 host2 host3\n',
    );
  });
});
