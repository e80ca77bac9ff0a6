import type { Box } from '../../geometry.ts';
import type { SceneNode } from '../../scene/scene.ts';
import { floatingOver } from '../layers/floats.ts';
import type { Told } from '../layers/packet-layer.ts';
import type { Stage } from '../stage.ts';
import { movedAside, type Hiding } from './aside.ts';
import type { Camera } from './camera.ts';
import {
  actAt,
  framedFrom,
  hopAt,
  isAside,
  isSame,
  isWellSeen,
  nearZoom,
  roomOf,
  shotOf,
  type Lens,
} from './framing.ts';
import type { View } from './view.ts';

/** The camera that goes along with the packet of a story, where not all of the picture can be read at once. */
export interface Follow {
  /** The story went on, or the picture changed. */
  update(): void;
  /** Whether the camera went along, and shows a part of the picture. */
  readonly isAway: () => boolean;
  /** The user moves the picture by hand: it stays where that leads. */
  release(): void;
  destroy(): void;
}

/** Ms that the camera takes from one place to the next, and that the end of a story is left to be read. */
const move = 420;
const pause = 1400;

interface FollowParts {
  readonly camera: Camera;
  readonly view: View;
  readonly told: () => Told | undefined;
}

export function createFollow(stage: Stage, { camera, view, told }: FollowParts): Follow {
  let away = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stay = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const goBack = () => {
    stay();
    if (!away) return;
    away = false;
    view.fit();
  };

  const goAlong = ({ story: { stops }, ground, position }: Told) => {
    const hop = hopAt(position, stops.length);
    const lens = lensAt(stage, view);
    const room = roomOf(lens);
    const act = actAt(ground, stops, hop, room);
    if (act === undefined || isWellSeen(camera.destination(), act, lens)) return;
    const framed = framedFrom((i) => actAt(ground, stops, i, room), stage.input.follow?.steps ?? [], hop, room);
    const shot = movedAside(shotOf(framed ?? act, lens), framed ?? act, lens, hidingIn(stage));
    if (isSame(shot, camera.destination())) return;
    away = true;
    if (stage.input.reducedMotion) camera.set(shot);
    else camera.goTo(shot, move);
  };

  return {
    isAway: () => away,
    update: () => {
      const { follow } = stage.input;
      const now = follow && told();
      if (follow === undefined || now === undefined || view.fitZoom() >= 1) return goBack();
      if (isAside(now.position, now.story.stops.length, follow.playing)) {
        if (now.position === 0) goBack();
        else timer ??= setTimeout(goBack, pause);
        return;
      }
      stay();
      goAlong(now);
    },
    release: () => {
      stay();
      away = false;
    },
    destroy: stay,
  };
}

const lensAt = ({ placement }: Stage, view: View): Lens => ({
  clear: view.clear(),
  zoom: nearZoom(placement.density),
  bounds: placement.bounds,
});

const named = new Set<SceneNode['kind']>(['machine', 'nic', 'gate', 'bridge', 'container']);
/** Of what is long, the part where its name stands, in the picture's units. */
const heading = { host: { w: 180, h: 36 }, netfilter: { w: 96, h: 28 } };

/** What has a name in the picture, and what floats over that. */
function hidingIn({ root, nodes, placement: { boxes } }: Stage): Hiding {
  const all = [...nodes.values()].flatMap(({ id, kind }): Box[] => {
    const box = boxes[id];
    if (box === undefined) return [];
    if (kind === 'host' || kind === 'netfilter') return [{ ...box, ...heading[kind] }];
    return named.has(kind) ? [box] : [];
  });
  return { named: all, floats: floatingOver(root) };
}

/** A view whose every move is one by hand. */
export const byHand = (view: View, moves: () => void): View => ({
  ...view,
  fit: (animated) => {
    moves();
    view.fit(animated);
  },
  zoomIn: () => {
    moves();
    view.zoomIn();
  },
  zoomOut: () => {
    moves();
    view.zoomOut();
  },
  panBy: (dx, dy) => {
    moves();
    view.panBy(dx, dy);
  },
  focus: (id, near) => {
    moves();
    view.focus(id, near);
  },
  lookAt: (point) => {
    moves();
    view.lookAt(point);
  },
  choose: () => {
    moves();
    view.choose();
  },
});
