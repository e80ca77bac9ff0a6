import { describe, expect, test } from 'vitest';
import type { Command } from '../history/history.ts';
import { replay } from '../history/replay.ts';
import type { Outcome } from '../shell/tool/call.ts';
import { run } from '../shell/run.ts';
import { createLab } from '../world/lab.ts';
import { LAN, type World } from '../world/world.ts';
import { createSimulator, type Port } from './asking.ts';
import type { Request } from './messages.ts';
import { localPort, localSimulator } from './simulator.fixture.ts';
import { Ended, type Simulator } from './simulator.ts';

const at = (line: string, place = 'host1'): Command => ({ place, line });
const commands = [
  at('docker network create shop'),
  at('docker run -d --name web -p 8080:80 nginx'),
  at('docker network connect shop web'),
  at('curl -s http://192.168.65.10:8080', 'client'),
  at('ip netns add constructor; ip netns add __proto__'),
  at('iptables -I FORWARD -j LOG'),
  at('iptables -N constructor; iptables -A constructor -j ACCEPT; iptables -N __proto__'),
  at('add client constructor', LAN),
  at('add client __proto__', LAN),
  at('docker rm -f web'),
];

async function played(simulator: Simulator, world: World, ...lines: readonly Command[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for await (const outcome of simulator.play(world, lines)) outcomes.push(outcome);
  return outcomes;
}

/** So many that they run on one copy of the world. */
const many = [
  ...Array.from({ length: 30 }, (_, i) => [
    ...commands,
    at(`docker run -d --name c${i} --network shop alpine true`),
    at(`for i in $(seq 60); do ip neigh replace 172.17.0.$i lladdr 02:00:00:00:00:${10 + i} dev docker0; done`),
  ]).flat(),
];

/** A simulator whose port can be watched. */
function watched(patience?: number) {
  const sent: Request[] = [];
  const ports: Port[] = [];
  const simulator = createSimulator(() => {
    const port = localPort();
    ports.push(port);
    return { ...port, post: (request) => (sent.push(request), port.post(request)) };
  }, patience);
  return { simulator, sent, ports };
}

const json = (value: unknown) => JSON.stringify(value);

describe('play', () => {
  test('of very many lines makes the same worlds, whichever is asked for first, and goes on in each', async () => {
    const simulator = localSimulator();
    const outcomes = await played(simulator, await simulator.createLab(3), ...many);
    const alone: Outcome[] = [];
    for (const { place, line } of many)
      alone.push(await run(alone.at(-1)?.world ?? createLab({ seed: 3 }), place, line));
    for (const i of [many.length - 1, 299, 5, 300, 298, 0]) {
      expect(json(outcomes[i]?.world), `${i}`).toBe(json(alone[i]?.world));
      expect({ ...outcomes[i], world: undefined }).toEqual({ ...alone[i], world: undefined });
    }
    const begun = outcomes[128]?.world as World;
    const line = 'docker ps -a; docker network inspect shop';
    const [[again], here] = [
      await played(simulator, begun, at(line)),
      await run(alone[128]?.world as World, 'host1', line),
    ];
    expect(again?.stdout).toBe(here.stdout);
    expect(json(again?.world)).toBe(json(here.world));
    expect(outcomes[129]?.world.machines['router']).toBe(begun.machines['router']);
  });

  test('makes the same worlds and outcomes as running the lines here, and shares what did not change', async () => {
    const simulator = localSimulator();
    const start = await simulator.createLab(3);
    expect(json(start)).toBe(json(createLab({ seed: 3 })));
    const outcomes = await played(simulator, start, ...commands);
    let world = createLab({ seed: 3 });
    for (const [i, { place, line }] of commands.entries()) {
      const alone = await run(world, place, line);
      const { world: made, ...rest } = outcomes[i] ?? alone;
      expect(rest, line).toEqual({ ...alone, world: undefined });
      expect(json(made), line).toBe(json(alone.world));
      world = alone.world;
    }
    const [before, after] = [outcomes[3]?.world, outcomes[5]?.world];
    expect(after?.kernel.namespaces['client']).toBe(before?.kernel.namespaces['client']);
    expect(json(outcomes.at(-1)?.world)).toBe(json(await replay({ seed: 3, commands })));
  });

  test('goes on from any world, and sends one whole only where the worker does not have it', async () => {
    const { simulator, sent } = watched();
    const start = await simulator.createLab(1);
    const [first] = await played(simulator, start, at('docker run -d --name web nginx'));
    await played(simulator, first?.world ?? start, at('docker ps'));
    await played(simulator, start, at('docker ps'));
    const wholes = () => sent.filter((request) => 'at' in request && request.at.given !== undefined).length;
    expect(wholes()).toBe(0);
    const foreign = createLab({ seed: 9 });
    expect(json((await played(simulator, foreign, at('docker ps')))[0]?.world)).toBe(
      json((await run(foreign, 'host1', 'docker ps')).world),
    );
    expect(wholes()).toBe(1);
  });

  test('gives a world that the worker has let go of again', async () => {
    const { simulator } = watched();
    const start = await simulator.createLab(1);
    const [kept] = await played(simulator, start, at('docker run -d --name kept nginx'));
    await played(simulator, start, ...Array.from({ length: 300 }, () => at('true')));
    const [again] = await played(simulator, kept?.world ?? start, at("docker ps --format '{{.Names}}'"));
    expect(again?.stdout).toBe('kept\n');
  });

  test('stops where nobody wants more', async () => {
    const simulator = localSimulator();
    const start = await simulator.createLab(1);
    for await (const outcome of simulator.play(
      start,
      Array.from({ length: 500 }, () => at('docker run -d nginx')),
    ))
      if (outcome.exit === 0) break;
    expect(await played(simulator, start, at('true'))).toHaveLength(1);
  });
});

test('a moment after a command its end is seen, and can be asked about', async () => {
  const simulator = localSimulator();
  const start = await simulator.createLab(1);
  const [outcome] = await played(simulator, start, at('docker run -d --name job alpine true'));
  const world = outcome?.world ?? start;
  const list = (of: World) => simulator.ask('look', of, 'host1', "docker ps -a --format '{{.Status}}'");
  expect(simulator.whenLookedAt(start)).toBe(start);
  expect(await list(simulator.whenLookedAt(world))).toMatch(/^Exited/);
});

test('questions are answered as the layers below answer them', async () => {
  const simulator = localSimulator();
  const world = await simulator.createLab(1);
  expect(await simulator.ask('complete', world, 'host1', 'docker netw')).toMatchObject({ candidates: ['network'] });
  expect(await simulator.ask('commandsAt', world, 'host1')).toContain('iptables');
  const places = ['host1', 'client'];
  expect(await simulator.ask('reach', world, ['client'], places, { kind: 'ping' })).toEqual([['reached', undefined]]);
});

describe('a line is ended', () => {
  const endless = at('while true; do :; done');

  test('by an interrupt; the next one runs as if it had not been', async () => {
    const { simulator, ports } = watched();
    const start = await simulator.createLab(1);
    const [outcome] = await played(simulator, start, at('docker run -d --name web nginx'));
    const world = outcome?.world ?? start;
    const running = played(simulator, world, endless);
    const next = played(simulator, world, at("docker ps --format '{{.Names}}'"));
    simulator.interrupt();
    await expect(running).rejects.toMatchObject(new Ended('interrupted'));
    expect((await next)[0]?.stdout).toBe('web\n');
    expect(ports).toHaveLength(2);
  });

  test('when it has done too much', async () => {
    const simulator = localSimulator();
    const start = await simulator.createLab(1);
    await expect(played(simulator, start, at("awk 'BEGIN { while (1) {} }'"))).rejects.toMatchObject({
      reason: 'commands',
    });
    expect(await played(simulator, start, at('true'))).toHaveLength(1);
  });

  test('when nothing is heard of it for too long', async () => {
    const { simulator } = silenced('docker ps');
    const start = await simulator.createLab(1);
    await expect(played(simulator, start, at('docker ps'))).rejects.toMatchObject({ reason: 'time' });
    expect(await played(simulator, start, at('true'))).toHaveLength(1);
  });

  test('when its worker breaks', async () => {
    const { simulator, breakNow } = silenced('docker ps');
    const start = await simulator.createLab(1);
    const running = played(simulator, start, at('docker ps'));
    breakNow();
    await expect(running).rejects.toMatchObject({ reason: 'memory' });
    expect(await played(simulator, start, at('true'))).toHaveLength(1);
  });

  test('interrupts end nothing where no line runs', async () => {
    const { simulator, ports } = watched();
    const answer = simulator.ask('look', await simulator.createLab(1), 'host1', 'true');
    simulator.interrupt();
    expect(await answer).toBe('');
    expect(ports).toHaveLength(1);
  });
});

test('where the worker cannot be loaded, what is asked of it says so', async () => {
  let fails = true;
  const simulator = createSimulator(() => {
    const port = localPort();
    if (!fails) return port;
    fails = false;
    return {
      listen: (_, failed) => queueMicrotask(() => failed('not found')),
      post: () => undefined,
      terminate: () => undefined,
    };
  });
  await expect(simulator.createLab(1)).rejects.toThrow('not found');
  expect(await simulator.createLab(1)).toMatchObject({ seed: 1 });
});

/** A simulator whose worker never answers to a line, and can be broken. */
function silenced(line: string) {
  let failed: (detail: string) => void = () => undefined;
  const simulator = createSimulator(() => {
    const port = localPort();
    return {
      ...port,
      listen: (hear, broke) => {
        failed = broke;
        port.listen(hear, broke);
      },
      post: (request) => {
        if (request.kind !== 'play' || request.commands[0]?.line !== line) port.post(request);
      },
    };
  }, 300);
  return { simulator, breakNow: () => failed('out of memory') };
}
