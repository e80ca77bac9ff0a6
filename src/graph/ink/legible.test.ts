import { describe, expect, test } from 'vitest';
import { levels, type Level } from '../../store/view.ts';
import { inside, overlap, right, type Box } from '../geometry.ts';
import { arrange, zoomIn, type Room } from '../layout/arrange.ts';
import { place } from '../layout/place.ts';
import { withFolded } from '../scene/fold.ts';
import { gateId, projectId } from '../scene/ids.ts';
import { overviewOf } from '../scene/levels.ts';
import { sampleScene, type SampleContainer } from '../scene/samples.fixture.ts';
import type { ChainNode, GateName, Scene, SceneNode } from '../scene/scene.ts';
import { leastName, leastText, type Ink, type TextInk } from './ink.ts';
import { measure, pageOf } from './page.fixture.ts';
import { readingAt, scaledBox } from './reading.ts';
import { writingOf } from './writing.ts';

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

/** What windows leave of themselves to the picture: a laptop with all panels open, a projector, a large screen, a phone. */
const rooms: Readonly<Record<string, Room>> = {
  laptop: { width: 930, height: 330, largest: 2.4, text: 1 },
  projector: { width: 620, height: 320, largest: 2.4, text: 1 },
  'large screen': { width: 1450, height: 620, largest: 2.4, text: 1 },
  phone: { width: 362, height: 300, largest: 2.4, text: 1 },
  'laptop at 200 %': { width: 650, height: 170, largest: 2.4, text: 1 },
  presentation: { width: 1330, height: 560, largest: 2.4, text: 1.2 },
};

interface Label {
  readonly owner: string;
  readonly ink: TextInk;
  readonly box: Box;
  /** Px on the screen, where it is written smallest. */
  readonly size: number;
  readonly whole: boolean;
}

/** Where a text stands, in px, when it is written as small as it may be. */
function labelOf(owner: string, ink: Ink): Label[] {
  if (ink.kind !== 'text') return [];
  const least = ink.least ?? ink.font.size;
  const natural = measure(ink.text, ink.font);
  const size = Math.max(least, Math.min(ink.font.size, (ink.font.size * ink.width) / Math.max(1, natural)));
  const w = Math.min(ink.width, (natural * size) / ink.font.size);
  const x = ink.align === 'left' ? ink.x : ink.align === 'right' ? ink.x - w : ink.x - w / 2;
  const box = { x, y: ink.y - size * 0.72, w, h: size * 0.72 };
  return [{ owner, ink, box, size, whole: (natural * least) / ink.font.size <= ink.width + 1 }];
}

function laidOut(drawn: Scene, level: Level, room: Room) {
  const scene = atLevel[level](drawn);
  const arrangement = arrange(scene, level, room);
  const placement = place(scene, {}, level, arrangement);
  const zoom = zoomIn(room, placement.bounds);
  const reading = readingAt(zoom, room.text);
  const page = pageOf(scene, placement, level);
  const writing = writingOf(page, reading, measure);
  const { detail } = writing.context;
  const boxes = scene.nodes.flatMap((node) => {
    const box = placement.boxes[node.id];
    return box && isShown(node, writing) ? [{ node, box: scaledBox(box, reading.scale) }] : [];
  });
  const groups = writing.onGroups();
  const labels = [
    ...boxes.flatMap(({ node, box }) => writing.onNode(node, box).flatMap((ink) => labelOf(node.id, ink))),
    ...groups.flatMap(({ owner, ink }) => ink.flatMap((each) => labelOf(owner, each))),
    ...scene.edges.flatMap((edge) => writing.onEdge(edge).flatMap((ink) => labelOf(edge.id, ink))),
  ];
  const wires = scene.edges.map(({ id }) =>
    page.routeOf(id).map(({ x, y }) => ({ x: x * reading.scale, y: y * reading.scale })),
  );
  return { scene, boxes, labels, wires, placement, zoom, detail, magnified: reading.magnified };
}

/** Names of veths that a piece of a wire crosses. */
function crossed({ scene, labels, wires }: ReturnType<typeof laidOut>): readonly string[] {
  const veths = new Set(scene.edges.flatMap(({ id, kind }) => (kind === 'veth' ? [id] : [])));
  const pieces = wires.flatMap((wire) =>
    wire.slice(1).map((to, i): Box => {
      const from = wire[i] ?? to;
      const [w, h] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
      return { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), w: Math.max(w, 0.1), h: Math.max(h, 0.1) };
    }),
  );
  return labels
    .filter(({ owner, box }) => veths.has(owner) && pieces.some((piece) => overlap(piece, box)))
    .map(({ ink }) => ink.text);
}

/** Interfaces may be plugs, and what a group stands for is not there. */
function isShown(node: SceneNode, { context: { detail, members } }: ReturnType<typeof writingOf>): boolean {
  switch (node.kind) {
    case 'container':
    case 'folded':
    case 'project':
    case 'guest':
      return detail.containers;
    case 'interface':
      return node.hidden !== true && detail.containers && detail.tabs;
    case 'bridge':
    case 'hostrail':
      return detail.containers || members(node.id).length === 0;
    case 'nic':
      return detail.nics;
    case 'gate':
      return detail.gates || node.chains !== undefined;
    case 'chain':
      return detail.chains;
    default:
      return true;
  }
}

const nameOf = (node: SceneNode): string | undefined =>
  node.kind === 'bridge'
    ? node.title
    : node.kind === 'machine' && node.role === 'internet'
      ? 'Internet'
      : 'title' in node
        ? node.title
        : 'name' in node
          ? node.name
          : undefined;

/** Kinds that are boxes with a border, or a band: an empty one is a blank box. */
const boxed = new Set(['machine', 'nic', 'gate', 'bridge', 'container', 'folded', 'guest', 'interface']);
const named = new Set(['machine', 'host', 'bridge', 'container', 'folded', 'project']);

/** Two projects that share a network beside plain containers: services of several replicas, with health checks. */
function stacks(count: number): Scene {
  const containers = Array.from({ length: count }, (_, i): SampleContainer => {
    const project = i % 5 === 4 ? undefined : i % 2 === 0 ? 'shop' : 'a-project-with-a-rather-long-name';
    const own = project === undefined ? 0 : i % 2 === 0 ? 1 : 2;
    return {
      name: project === undefined ? `plain-${i}` : `${project}-web-${i}`,
      networks: i % 6 === 3 ? [own, 3] : i % 7 === 2 ? [3] : [own],
      ...(project !== undefined && { project, title: `web ${i}/${count}` }),
      ...(i % 3 === 1 && { health: i % 2 === 0 ? ('unhealthy' as const) : ('healthy' as const) }),
      ...(i % 5 === 1 && { ports: ['8080→80'] }),
      ...(i % 9 === 5 && { state: 'stopped' as const }),
    };
  });
  return sampleScene({ networks: ['docker0', 'shop_default', 'other_default', 'plaza'], containers });
}

const foldedStacks = (count: number): Scene => withFolded(stacks(count), [projectId('host1', 'shop')]);

const cases = Object.entries(rooms).flatMap(([where, room]) =>
  levels.flatMap((level) => [2, 10, 20, 50, 100].map((count) => ({ level, count, where, room }))),
);

const kinds = { fleet, stacks, 'stacks, one folded': foldedStacks };
/** So many containers of two projects on four networks are as much as a phone can show. */
const mostStacked = 50;
const scenes = cases.flatMap((each) =>
  Object.entries(kinds).flatMap(([what, made]) =>
    what !== 'fleet' && each.count > mostStacked ? [] : [{ ...each, what, made }],
  ),
);

describe.each(scenes)('$count containers ($what) in $level on a $where', ({ level, count, made, room }) => {
  const laid = laidOut(made(count), level, room);
  const { scene, boxes, labels, placement, zoom, detail, magnified } = laid;

  test('take the shape of their room', () => {
    const [w, h] = [(placement.bounds.w * zoom) / room.width, (placement.bounds.h * zoom) / room.height];
    expect(Math.max(w, h)).toBeGreaterThanOrEqual(0.85);
    expect(w * h).toBeGreaterThanOrEqual(0.5);
  });

  test('leave no box blank', () => {
    const written = new Set(labels.map(({ owner }) => owner));
    expect(
      boxes.filter(({ node }) => boxed.has(node.kind) && !written.has(node.id)).map(({ node }) => node.id),
    ).toEqual([]);
  });

  test('have names that can be read', () => {
    for (const { node } of boxes.filter((each) => named.has(each.node.kind))) {
      const name = labels.find(({ owner, ink }) => owner === node.id && ink.text === nameOf(node));
      expect((name?.size ?? 0) * magnified, `${node.id}: ${nameOf(node)}`).toBeGreaterThanOrEqual(
        leastName * room.text - 0.01,
      );
      expect(name?.box.w, `${node.id}: ${nameOf(node)}`).toBeGreaterThanOrEqual(
        Math.min(22, measure(nameOf(node) ?? '', name?.ink.font ?? { face: 'sans', size: 11, weight: 600 }) * 0.9),
      );
    }
    for (const { ink, size } of labels) expect(size, ink.text).toBeGreaterThanOrEqual(leastText);
  });

  test('tell how many containers are on a network, where they are not drawn', () => {
    if (detail.containers) return;
    for (const node of scene.nodes.filter(({ kind }) => kind === 'bridge')) {
      const own = scene.nodes.reduce((sum, each) => {
        if (each.kind === 'folded') return sum + (each.members[node.id]?.length ?? 0);
        return sum + (each.kind === 'container' && each.bars.includes(node.id) ? 1 : 0);
      }, 0);
      if (own > 0)
        expect(
          labels.some(({ owner, ink }) => owner === node.id && ink.text.includes(String(own))),
          node.id,
        ).toBe(true);
    }
  });

  test('have labels that stand apart', () => {
    const sorted = [...labels].sort((a, b) => a.box.x - b.box.x);
    const collisions: string[] = [];
    sorted.forEach((a, i) => {
      for (let j = i + 1; j < sorted.length; j++) {
        const b = sorted[j];
        if (b === undefined || b.box.x >= right(a.box)) break;
        if (overlap(a.box, b.box)) collisions.push(`${a.ink.text} (${a.owner}) and ${b.ink.text} (${b.owner})`);
      }
    });
    expect(collisions).toEqual([]);
  });

  test('have names of veths that no wire crosses', () => {
    expect(crossed(laid)).toEqual([]);
  });

  test('have whole names of gates where their band has room for them', () => {
    const gates = boxes.filter(({ node }) => node.kind === 'gate' && node.chains === undefined);
    const band = boxes.find(({ node }) => node.kind === 'netfilter');
    if (level !== 'wiring' || band === undefined || gates.length === 0) return;
    const taken = Math.max(...gates.map(({ box }) => right(box))) - band.box.x;
    const ids = new Set(gates.map(({ node }) => node.id));
    const cut = labels.filter(({ owner, whole }) => ids.has(owner) && !whole).map(({ ink }) => ink.text);
    if (taken < band.box.w * 0.75) expect(cut).toEqual([]);
  });

  test('have boxes that stand apart', () => {
    const standing = new Set([
      'machine',
      'lan',
      'gate',
      'bridge',
      'hostrail',
      'container',
      'folded',
      'project',
      'guest',
    ]);
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

  test('stand in the frame of their project, and in no other', () => {
    const framed = placement.rails.filter(({ kind }) => kind === 'frame');
    for (const node of scene.nodes) {
      const box = placement.boxes[node.id];
      if ((node.kind !== 'container' && node.kind !== 'guest') || box === undefined) continue;
      const around = framed.filter(({ id }) => overlap(box, placement.boxes[id] ?? box));
      expect(
        around.map(({ owner }) => owner),
        node.id,
      ).toEqual(node.project === undefined ? [] : [node.project]);
      for (const { id } of around) expect(inside(box, placement.boxes[id] ?? box), node.id).toBe(true);
    }
  });

  test('stand inside their host, and on their network in the overview', () => {
    const frame = placement.boxes['host1'];
    for (const node of scene.nodes) {
      const box = placement.boxes[node.id];
      if (!('host' in node) || node.kind === 'nic' || box === undefined) continue;
      expect(frame && inside(box, frame), node.id).toBe(true);
      if (level !== 'overview') continue;
      const bar = node.kind === 'guest' ? node.bar : node.kind === 'container' ? node.bars[0] : undefined;
      const area = bar === undefined ? undefined : placement.boxes[`${bar}/area`];
      if (bar !== undefined) expect(area && inside(box, area), node.id).toBe(true);
    }
  });
});

test('at natural size a laptop shows ten containers with whole names and addresses', () => {
  const { labels } = laidOut(fleet(10), 'wiring', { width: 1450, height: 620, largest: 2.4, text: 1 });
  expect(labels.filter(({ whole }) => !whole).map(({ ink }) => ink.text)).toEqual([]);
});

/** As they are in a LAN, and where Compose has used up the first pools. */
const distant = (count: number): Scene =>
  sampleScene({
    networks: ['docker0', 'shop_default', 'office'],
    containers: Array.from({ length: count }, (_, i): SampleContainer => ({
      name: `app-${i}`,
      networks: i % 5 === 4 ? [1, 2] : [i % 3],
      address: `192.168.${i % 3 === 0 ? 112 : 65}.${100 + i}`,
      ...(i % 4 === 1 && { ports: ['8080→80'] }),
    })),
  });

test.each(
  Object.entries({ ...rooms, 'projector without panels': { width: 655, height: 340, largest: 2.4, text: 1 } }).flatMap(
    ([where, room]) => [2, 3, 5, 8, 12, 20].map((count) => ({ where, room, count })),
  ),
)('long addresses of $count containers are whole on a $where, where they are written', ({ room, count }) => {
  const { labels } = laidOut(distant(count), 'wiring', room);
  expect(
    labels
      .filter(({ ink, whole }) => /^\d+(\.\d+){3}$/.test(ink.text) && !whole)
      .map(({ ink }) => `${ink.text} has ${ink.width.toFixed(0)} px`),
  ).toEqual([]);
});

test.each(Object.entries(rooms))('a wire that goes round a card crosses no name of a veth on a %s', (_, room) => {
  const containers = [
    { name: 'box', networks: [0] },
    { name: 'web', networks: [0], ports: ['8080→80'] },
    { name: 'api', networks: [1] },
    { name: 'db', networks: [1, 2] },
  ];
  const scene = sampleScene({ networks: ['docker0', 'shop', 'private'], containers });
  expect(crossed(laidOut(scene, 'wiring', room))).toEqual([]);
});
