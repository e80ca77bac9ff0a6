import { describe, expect, test } from 'vitest';
import { run } from '../../shell/run.ts';
import { createLab } from '../../world/lab.ts';
import type { World } from '../../world/world.ts';
import { faintOf } from './faint.ts';
import { meaningOf, projectId } from './ids.ts';
import { sceneOf } from './scene-of.ts';
import { levels } from '../../store/view.ts';

const labels = (project: string, service: string, number = 1) =>
  [`project=${project}`, `service=${service}`, `container-number=${number}`, 'oneoff=False']
    .map((each) => `--label com.docker.compose.${each}`)
    .join(' ');

async function lab(): Promise<World> {
  let world = createLab({ seed: 1 });
  for (const line of [
    'docker network create plaza',
    'docker network create --label com.docker.compose.project=shop shop_default',
    `docker run -d --name shop-web-1 --network shop_default ${labels('shop', 'web')} --label com.docker.compose.depends_on=db:service_started:false nginx`,
    `docker run -d --name shop-web-2 --network shop_default --network plaza ${labels('shop', 'web', 2)} nginx`,
    `docker run -d --name shop-db-1 --network shop_default ${labels('shop', 'db')} postgres`,
    `docker run -d --name side --network container:shop-db-1 alpine sleep 1000`,
    'docker run -d --name plain --network plaza nginx',
  ])
    world = (await run(world, 'host1', line)).world;
  return world;
}

const shop = projectId('host1', 'shop');
const world = await lab();

describe('a project', () => {
  test('has a label, and its containers go by their services', () => {
    const { nodes } = sceneOf(world);
    expect(nodes.find(({ id }) => id === shop)).toMatchObject({
      kind: 'project',
      tally: { services: 2, containers: 3 },
    });
    expect(nodes.flatMap((node) => (node.kind === 'container' ? [node.title] : []))).toEqual([
      ...['web 1/2', 'web 2/2', 'db', 'side', 'plain'],
    ]);
    expect(meaningOf(world, shop)).toEqual({ kind: 'project', machine: 'host1', project: 'shop' });
  });

  test('tells what waits for what where that is asked for', () => {
    const ends = (dependencies: boolean) =>
      sceneOf(world, 'wiring', { dependencies }).edges.filter(({ kind }) => kind === 'depends');
    expect(ends(false)).toEqual([]);
    const [edge, ...others] = ends(true);
    expect(others).toEqual([]);
    expect([edge?.source, edge?.target].map((id) => meaningOf(world, id ?? ''))).toMatchObject([
      { place: 'host1/shop-web-1' },
      { place: 'host1/shop-db-1' },
    ]);
    expect(meaningOf(world, edge?.id ?? '')).toMatchObject({ place: 'host1/shop-web-1' });
  });

  test('can be asked for alone', () => {
    const scene = sceneOf(world);
    const faint = faintOf(scene, [shop]);
    const names = scene.nodes.flatMap((node) => (node.kind === 'container' && faint.has(node.id) ? [node.name] : []));
    expect(names).toEqual(['side', 'plain']);
    expect(faint.has(shop)).toBe(false);
  });
});

describe.each(levels)('a folded project in %s', (level) => {
  const scene = sceneOf(world, level, { folded: [shop], dependencies: true });
  const ids = new Set(scene.nodes.map(({ id }) => id));

  test('is one card in place of its containers', () => {
    expect(scene.nodes.filter(({ kind }) => kind === 'project')).toEqual([]);
    const cards = scene.nodes.filter((node) => node.kind === 'folded');
    expect(cards).toMatchObject([{ id: shop, title: 'shop', state: 'running', tally: { containers: 3, running: 3 } }]);
    expect(Object.values(cards[0]?.members ?? {})).toEqual([['shop-web-1', 'shop-web-2', 'shop-db-1'], ['shop-web-2']]);
    expect(scene.nodes.flatMap((node) => (node.kind === 'container' ? [node.name] : []))).toEqual(['side', 'plain']);
  });

  test('is where everything happens that happens in it', () => {
    const places = [...Object.values(scene.devices).map(({ node }) => node), ...Object.values(scene.namespaces)];
    const drawn = (id: string) => ids.has(id) || id.includes('/gate/');
    expect(places.filter((id) => !drawn(id))).toEqual([]);
    const edges = new Set(scene.edges.map(({ id }) => id));
    expect(Object.values(scene.devices).filter(({ edge }) => edge !== undefined && !edges.has(edge))).toEqual([]);
    for (const { id, source, target } of scene.edges)
      expect([id, drawn(source), drawn(target)]).toEqual([id, true, true]);
  });

  test('keeps beside it what shares a namespace in there', () => {
    expect(scene.nodes.find((node) => node.kind === 'container' && node.name === 'side')).toMatchObject({
      sharedWith: shop,
    });
    expect(scene.edges.filter(({ kind }) => kind === 'shared')).toMatchObject([{ source: shop }]);
  });
});
