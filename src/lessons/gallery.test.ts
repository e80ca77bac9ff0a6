import { describe, expect, test } from 'vitest';
import { execute } from '../shell/run.ts';
import { openSession } from '../shell/session.ts';
import type { Outcome } from '../shell/tool/call.ts';
import { createLab } from '../world/lab.ts';
import { exampleIds, exampleOf, type ExampleId } from './gallery.ts';

interface Played {
  readonly built: Outcome[];
  readonly sent: Outcome[];
  readonly tried: Outcome[];
}

/** Builds an example and returns what came of each command, of its traffic, and of what is to be tried then. */
async function played(id: ExampleId): Promise<Played> {
  const { build, traffic, next } = exampleOf(id);
  const session = openSession(createLab({ seed: 1 }));
  const built: Outcome[] = [];
  const sent: Outcome[] = [];
  const tried: Outcome[] = [];
  for (const { place, line } of build) built.push(await execute(session, place, line));
  for (const { place, line } of traffic) sent.push(await execute(session, place, line));
  for (const { place, line } of next) tried.push(await execute(session, place, line));
  return { built, sent, tried };
}

const hopsOf = (outcome: Outcome | undefined) => outcome?.traces.flatMap(({ hops }) => hops) ?? [];
const rewrites = (outcome: Outcome | undefined) =>
  hopsOf(outcome).filter(({ verdict, decision }) => verdict.kind === 'rewritten' && decision.kind !== 'ttl');

describe.each(exampleIds)('%s', (id) => {
  test('is built without a complaint, and its traffic ends as it says', async () => {
    const { built, sent, tried } = await played(id);
    const isCompose = (i: number) => exampleOf(id).build[i]?.line.startsWith('docker compose') === true; // which tells there how it goes
    expect(built.map(({ exit, stderr }, i) => [exit, isCompose(i) || stderr])).toEqual(
      built.map((_, i) => [0, isCompose(i) || '']),
    );
    expect(sent.map(({ exit }) => exit)).toEqual(exampleOf(id).traffic.map(({ exit }) => exit));
    expect(hopsOf(sent.at(-1)).length).toBeGreaterThan(0);
    expect(tried.map(({ exit }) => exit)).toEqual(exampleOf(id).next.map(({ exit }) => exit));
  });
});

describe('what the examples are about', () => {
  test('a published port: the destination is rewritten on the host', async () => {
    const { sent } = await played('published');
    expect(sent[0]?.stdout).toContain('HTTP/1.1 200 OK');
    expect(rewrites(sent[0]).some(({ namespace }) => namespace === 'host1')).toBe(true);
  });

  test('the default bridge knows no names', async () => {
    const { sent, tried } = await played('default');
    expect(sent.at(-1)?.stdout).toBe('');
    expect(tried[0]?.stdout).toContain('Welcome to nginx!');
  });

  test('isolation: the host drops what goes from one network to another', async () => {
    const { sent } = await played('isolated');
    expect(hopsOf(sent[1]).some(({ verdict, stage }) => verdict.kind === 'dropped' && stage === 'netfilter')).toBe(
      true,
    );
  });

  test('the host’s network: nothing is rewritten', async () => {
    const { sent } = await played('host');
    expect(sent[0]?.stdout).toContain('Welcome to nginx!');
    expect(rewrites(sent[0])).toEqual([]);
  });

  test('macvlan: the LAN gets an answer, the host does not', async () => {
    const { sent } = await played('macvlan');
    expect(sent[0]?.stdout).toContain('Welcome to nginx!');
    expect(sent[1]?.stdout).toBe('');
    const reasons = hopsOf(sent[1]).flatMap(({ verdict }) => (verdict.kind === 'dropped' ? verdict.reason : []));
    expect(reasons).toContain('neighbour-failed');
  });

  test('an overlay: a request to a name goes to another host in VXLAN', async () => {
    const { sent } = await played('overlay');
    expect(sent[0]?.stdout).toContain('Welcome to nginx!');
    const outer = hopsOf(sent[0]).filter(
      ({ namespace, frame: { payload } }) =>
        namespace === 'router' &&
        payload.kind === 'ip' &&
        payload.transport.kind === 'udp' &&
        payload.transport.destinationPort === 4789,
    );
    const ends = outer.flatMap(({ frame: { payload } }) => (payload.kind === 'ip' ? payload.destination : []));
    expect(new Set(ends)).toEqual(new Set(['192.168.65.10', '192.168.65.11']));
  });
});
