import { describe, expect, test } from 'vitest';
import type { Command } from '../history/history.ts';
import type { Hop } from '../kernel/hop.ts';
import type { Trace } from '../kernel/trace.ts';
import { execute } from '../shell/run.ts';
import { openSession, type Session } from '../shell/session.ts';
import { createLab } from '../world/lab.ts';
import { cases } from './cases.table.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis, Kind, Remedy } from './diagnosis.ts';

const commandOf = (text: string): Command => {
  const at = text.indexOf('$ ');
  return { place: text.slice(0, at), line: text.slice(at + 2) };
};

/** The hops of all traces, their flows and packets numbered on. */
function joined(traces: readonly Trace[]): Hop[] {
  let flows = 0;
  return traces.flatMap(({ hops, outcomes }, at) => {
    const first = flows;
    flows += outcomes.length;
    return hops.map((hop) => ({ ...hop, flow: hop.flow + first, packet: hop.packet + at * 1_000_000 }));
  });
}

async function tried(
  session: Session,
  { place, line }: Command,
): Promise<{ diagnosis?: Diagnosis; exit: number; said: string }> {
  const { traces, exit, stdout, stderr, world, probes } = await execute(session, place, line);
  const outcomes = traces.flatMap((trace) => trace.outcomes);
  const diagnosis = diagnose({ world, place, line, hops: joined(traces), outcomes, exit, stderr, probes });
  return { exit, said: stdout + stderr, ...(diagnosis && { diagnosis }) };
}

async function done(session: Session, command: Command): Promise<void> {
  const { exit, stderr } = await execute(session, command.place, command.line);
  expect(`${command.line}: ${exit} ${stderr}`).toBe(`${command.line}: 0 ${stderr}`);
}

/** In a lab of its own, broken in the same way. */
async function expectMended(kind: Kind, before: readonly string[], probe: string, remedy: Remedy): Promise<void> {
  const session = openSession(createLab({ seed: 1 }));
  for (const line of before) await done(session, commandOf(line));
  expect((await tried(session, commandOf(probe))).diagnosis?.kind).toBe(kind);
  const { how, commands } = remedy;
  for (const command of how === 'mend' ? commands : commands.slice(0, -1)) await done(session, command);
  const again = (how === 'instead' ? commands.at(-1) : undefined) ?? commandOf(probe);
  expect(await tried(session, again)).toMatchObject({ exit: 0 });
  expect((await tried(session, again)).diagnosis).toBeUndefined();
}

/** Nothing was sent. */
const refused: readonly Kind[] = ['sender-stopped', 'sender-not-started', 'swarm-inactive', 'overlay-not-attachable'];

describe('breaks, tells why, mends, succeeds', () => {
  test.each(cases)('$name', async ({ kind, before, probe, hopeless }) => {
    const session = openSession(createLab({ seed: 1 }));
    for (const line of before) await done(session, commandOf(line));
    const { diagnosis } = await tried(session, commandOf(probe));
    expect(diagnosis?.kind).toBe(kind);
    if (!refused.includes(kind)) expect(diagnosis?.hop).toBeGreaterThanOrEqual(0);
    for (const value of Object.values(diagnosis?.values ?? {})) expect(String(value)).not.toMatch(/undefined/);
    expect(diagnosis?.remedies.length === 0).toBe(hopeless === true);
    for (const remedy of diagnosis?.remedies ?? []) await expectMended(kind, before, probe, remedy);
  });

  test('what works needs no reason', async () => {
    const session = openSession(createLab({ seed: 1 }));
    await done(session, commandOf('host1$ docker run -d --name web -p 8080:80 nginx'));
    for (const line of [
      'client$ curl -s http://192.168.65.10:8080',
      'host1$ curl -s http://localhost:8080',
      'host1/web$ ping -c 1 example.com',
      'host1$ traceroute 203.0.113.10',
      'host1$ dig +short example.com',
      'host1$ docker ps',
      'host1$ nosuch',
    ])
      expect((await tried(session, commandOf(line))).diagnosis).toBeUndefined();
  });
});

describe('in a swarm of two hosts', () => {
  async function swarm(): Promise<Session> {
    const session = openSession(createLab({ seed: 1, hosts: ['host1', 'host2'] }));
    await done(session, commandOf('host1$ docker swarm init --advertise-addr 192.168.65.10'));
    const { stdout } = await execute(session, 'host1', 'docker swarm join-token -q worker');
    await done(session, commandOf(`host2$ docker swarm join --token ${stdout.trim()} 192.168.65.10:2377`));
    return session;
  }

  async function mended(session: Session, probe: Command, kind: Kind): Promise<void> {
    const { diagnosis } = await tried(session, probe);
    expect(diagnosis?.kind).toBe(kind);
    const [{ how, commands } = { how: 'mend', commands: [] }] = diagnosis?.remedies ?? [];
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) await done(session, command);
    if (how === 'mend') expect(await tried(session, probe)).toMatchObject({ exit: 0 });
  }

  test('a worker makes no networks for the swarm', async () => {
    await mended(await swarm(), commandOf('host2$ docker network create -d overlay mesh'), 'swarm-worker');
  });

  test('a rule that stops the tunnel between the hosts', async () => {
    const session = await swarm();
    for (const line of [
      'host1$ docker network create -d overlay --attachable mesh',
      'host1$ docker run -d --name web --network mesh nginx',
      'host2$ docker run -d --name box --network mesh busybox sleep 1d',
    ])
      await done(session, commandOf(line));
    const probe = commandOf('host2/box$ ping -c 1 -W 1 web');
    expect(await tried(session, probe)).toMatchObject({ exit: 0 });
    await done(session, commandOf('host1$ iptables -I INPUT -p udp -m udp --dport 4789 -j DROP'));
    await mended(session, probe, 'tunnel-blocked');
  });
});
