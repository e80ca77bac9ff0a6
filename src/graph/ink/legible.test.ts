import { describe, expect, test } from 'vitest';
import { levels, type Level } from '../../store/view.ts';
import { inside, overlap, right, type Box } from '../geometry.ts';
import { addressInk } from './card.ts';
import { contentOf } from './content.ts';
import type { ContentContext, Font, Ink } from './ink.ts';
import { tokens } from '../palette.ts';
import { gateId } from '../scene/ids.ts';
import { overviewOf } from '../scene/levels.ts';
import { sampleLabels } from './labels.fixture.ts';
import { sampleScene, type SampleContainer } from '../scene/samples.fixture.ts';
import type { ChainNode, GateName, Scene, SceneNode } from '../scene/scene.ts';
import { place } from '../layout/place.ts';
import { textWidth } from '../layout/sizes.ts';

/** A tenth are on two networks, some publish ports, some do not run. */
function fleet(count: number): Scene {
  const networks = Math.max(1, Math.min(32, Math.ceil(count / 4)));
  const containers = Array.from({ length: count }, (_, i): SampleContainer => {
    const home = i % networks;
    return {
      name: i % 7 === 3 ? `orders-database-replica-${i}` : `app-${i}`,
      networks: i % 10 === 4 && networks > 1 ? [home, (home + 1) % networks] : [home],
      ...(i % 5 === 1 && { ports: ['8080→80', '127.0.0.1:8443→443'] }),
      ...(i % 9 === 5 && { state: 'stopped' as const }),
      ...(i % 9 === 7 && { state: 'paused' as const }),
    };
  });
  const names = Array.from({ length: networks }, (_, i) =>
    i === 0 ? 'docker0' : i === 2 ? 'private' : `network-${i}`,
  );
  return sampleScene({ networks: names, containers });
}

const chains: Readonly<
  Partial<Record<GateName, readonly (readonly [table: 'nat' | 'filter', chain: string, depth: number])[]>>
> = {
  PREROUTING: [
    ['nat', 'PREROUTING', 0],
    ['nat', 'DOCKER', 1],
  ],
  FORWARD: [
    ['filter', 'FORWARD', 0],
    ['filter', 'DOCKER-USER', 1],
    ['filter', 'DOCKER-FORWARD', 1],
    ['filter', 'DOCKER-ISOLATION-STAGE-1', 2],
    ['filter', 'DOCKER-ISOLATION-STAGE-2', 3],
    ['filter', 'DOCKER-BRIDGE', 2],
    ['filter', 'DOCKER', 3],
  ],
};

function withSampleChains(scene: Scene): Scene {
  const nodes = scene.nodes.flatMap((node): SceneNode[] => {
    if (node.kind !== 'gate') return [node];
    const rows = (chains[node.gate] ?? []).map(([table, chain, depth]): ChainNode => ({
      kind: 'chain',
      id: `${gateId(node.host, node.gate)}/${table}/${chain}`,
      host: node.host,
      gate: node.gate,
      table,
      chain,
      depth,
      packets: 1234,
      ...(depth === 0 && { policy: 'DROP' as const }),
    }));
    return [{ ...node, chains: rows.length }, ...rows];
  });
  return { ...scene, nodes };
}

const atLevel: Readonly<Record<Level, (scene: Scene) => Scene>> = {
  overview: overviewOf,
  wiring: (scene) => scene,
  netfilter: withSampleChains,
};

const measure = (text: string, { face, size, weight }: Font) =>
  textWidth(text, size, face === 'mono' ? 'mono' : weight > 500 ? 'bold' : 'sans');

interface Label {
  readonly owner: string;
  readonly text: string;
  readonly box: Box;
  /** Some of it is left out. */
  readonly cut: boolean;
}

/** Where a text stands, and whether it has room at the smallest size that it may have. */
function labelOf(owner: string, ink: Ink): Label[] {
  if (ink.kind !== 'text') return [];
  const whole = measure(ink.text, ink.font);
  const least = (whole * (ink.least ?? ink.font.size)) / ink.font.size;
  const w = Math.min(ink.width, whole);
  const x = ink.align === 'left' ? ink.x : ink.align === 'right' ? ink.x - w : ink.x - w / 2;
  const box = { x, y: ink.y - ink.font.size * 0.72, w, h: ink.font.size * 0.72 };
  return [{ owner, text: ink.text, box, cut: least > ink.width + 1 }];
}

function laidOut(count: number, level: Level) {
  const scene = atLevel[level](fleet(count));
  const placement = place(scene, {}, level);
  const names = Object.fromEntries(
    scene.nodes.flatMap((node) => (node.kind === 'bridge' ? [[node.id, node.title]] : [])),
  );
  const context: ContentContext = {
    theme: 'light',
    tokens: tokens.light,
    labels: sampleLabels,
    level,
    hits: {},
    density: placement.density['host1'] ?? 'full',
    names,
    measure,
  };
  const visible = scene.nodes.filter((node) => node.kind !== 'interface' || node.hidden !== true);
  const boxes = visible.flatMap((node) => {
    const box = placement.boxes[node.id];
    return box ? [{ node, box }] : [];
  });
  const labels = boxes.flatMap(({ node, box }) => {
    const ink = contentOf(node, box, context);
    const tabs = node.kind === 'container' ? scene.nodes.filter((tab) => tab.kind === 'interface') : [];
    const own = tabs.filter((tab) => node.kind === 'container' && tab.container === node.id);
    const addresses = node.kind === 'container' ? addressInk(node, own, box, context) : [];
    return [...ink, ...addresses].flatMap((each) => labelOf(node.id, each));
  });
  return { scene, boxes, labels, placement };
}

const standing = new Set(['machine', 'lan', 'gate', 'bridge', 'hostrail', 'container', 'guest']);
const cases = levels.flatMap((level) => [2, 10, 50, 250].map((count) => ({ level, count })));

describe.each(cases)('$count containers in $level', ({ level, count }) => {
  const { boxes, labels, placement } = laidOut(count, level);

  test('have boxes that stand apart', () => {
    const apart = boxes.filter(({ node }) => standing.has(node.kind)).sort((a, b) => a.box.x - b.box.x);
    const collisions: string[] = [];
    apart.forEach((a, i) => {
      for (let j = i + 1; j < apart.length; j++) {
        const b = apart[j];
        if (b === undefined || b.box.x >= right(a.box)) break;
        if (overlap(a.box, b.box)) collisions.push(`${a.node.id} and ${b.node.id}`);
      }
    });
    expect(collisions).toEqual([]);
  });

  test('have labels that are whole and stand apart', () => {
    expect(labels.filter(({ cut }) => cut).map(({ owner, text }) => `${owner}: ${text}`)).toEqual([]);
    const sorted = [...labels].sort((a, b) => a.box.x - b.box.x);
    const collisions: string[] = [];
    sorted.forEach((a, i) => {
      for (let j = i + 1; j < sorted.length; j++) {
        const b = sorted[j];
        if (b === undefined || b.box.x >= right(a.box)) break;
        if (overlap(a.box, b.box)) collisions.push(`${a.text} (${a.owner}) and ${b.text} (${b.owner})`);
      }
    });
    expect(collisions).toEqual([]);
  });

  test('stand inside their host, and on their network in the overview', () => {
    const frame = placement.boxes['host1'];
    for (const { node, box } of boxes) {
      if (!('host' in node) || node.kind === 'nic') continue;
      expect(frame && inside(box, frame), node.id).toBe(true);
    }
    if (level !== 'overview') return;
    for (const { node, box } of boxes) {
      const bar = node.kind === 'guest' ? node.bar : node.kind === 'container' ? node.bars[0] : undefined;
      const area = bar === undefined ? undefined : placement.boxes[`${bar}/area`];
      if (bar !== undefined) expect(area && inside(box, area), node.id).toBe(true);
    }
  });
});
