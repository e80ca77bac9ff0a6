import { expect, it } from 'vitest';
import { joinTraces } from '../../kernel/join-traces.ts';
import { execute } from '../../shell/run.ts';
import { labAfter } from '../../shell/shell.fixture.ts';
import { switchesOf } from '../../story/moments.ts';
import { stepsOf } from '../../story/steps.ts';
import { sceneOf } from '../scene/scene-of.ts';
import { boxesOf } from './boxes.ts';

it.each(['hops', 'packets'] as const)('in the Overview no two steps of %s in a row stand in one box', async (grain) => {
  const { session } = await labAfter('docker run -d --name web -p 8080:80 nginx');
  const { traces } = await execute(session, 'client', 'curl http://192.168.65.10:8080/', { fresh: true });
  const { world } = session;
  const hops = joinTraces(traces);
  const boxes = boxesOf(sceneOf(world, 'overview'), hops);
  const steps = stepsOf(hops, grain, switchesOf(world), boxes);
  const stands = steps.map(({ from, to }) => {
    const own = new Set(boxes.slice(from, to));
    return own.size === 1 ? boxes[from] : undefined;
  });
  for (const [index, stand] of stands.entries())
    if (index > 0 && stand !== undefined) expect(stand).not.toBe(stands[index - 1]);
  if (grain === 'hops') {
    expect(stands).not.toContain(undefined);
    expect(steps.length).toBeLessThan(hops.length / 2);
    const band = steps.find(({ from }) => boxes[from] === 'host1/netfilter');
    expect(hops[band?.hop ?? -1]?.verdict.kind).toBe('rewritten');
  }
});
