import { bottom, center, holds, right, type Box, type Point } from '../geometry.ts';
import { clearest, weights } from '../packets/clear.ts';
import { createLinkSign, type LinkParts } from './link-sign.ts';
import { tokensOf, type Stage } from './stage.ts';

/**
 * The handle beside an end: dragged to another end it sends something there, dragged to a network it connects a container to
 * it. What would be done is shown as a command. The keyboard does the same from target to target.
 */
export interface Connector {
  hover(id: string): void;
  leave(): void;
  /** The view moved: the handle goes along. */
  follow(): void;
  /** Begins at an end without a pointer; yields whether there is anything to begin with. */
  begin(id: string): boolean;
  readonly linking: () => boolean;
  /** The target under consideration, or the end itself. */
  readonly at: () => string | undefined;
  aim(id: string): void;
  finish(): void;
  cancel(): void;
  destroy(): void;
}

const size = 22;

export function createConnector(stage: Stage, { camera, events, taken }: LinkParts): Connector {
  const { root } = stage;
  const sign = createLinkSign(stage, taken);
  const handle = document.createElement('div');
  handle.style.cssText = `position:absolute;width:${size}px;height:${size}px;border-radius:50%;display:none;cursor:crosshair;touch-action:none;align-items:center;justify-content:center`;
  handle.innerHTML =
    '<svg width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M2 6h8M6.5 2.5 10 6l-3.5 3.5"/></svg>';
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  line.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;pointer-events:none;display:none';
  line.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.append(path);
  root.append(line, handle);

  let from: string | undefined;
  let target: string | undefined;
  let mode: 'idle' | 'drag' | 'keys' = 'idle';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const colour = () => {
    const t = tokensOf(stage);
    handle.style.background = t.accent;
    handle.style.color = t.accentInk;
    handle.style.boxShadow = `0 0 0 2px ${t.panel}`;
    handle.title = stage.input.labels.send;
    path.setAttribute('stroke', t.accent);
    path.setAttribute('stroke-width', '2.5');
    path.setAttribute('stroke-dasharray', '6 5');
    path.setAttribute('fill', 'none');
  };

  /** The middle of the handle: on the edge of its end, where it covers nothing that is written. */
  const startPoint = (): Point | undefined => {
    const box = from === undefined ? undefined : stage.boxOf(boxIdOf(stage, from));
    if (box === undefined) return undefined;
    const [{ x, y }, end] = [camera.onScreen(box), camera.onScreen({ x: right(box), y: bottom(box) })];
    const texts = taken().filter(({ weight }) => weight >= weights.text);
    const room = { x: 0, y: 0, w: root.clientWidth, h: root.clientHeight };
    const place = clearest(handlePlaces({ x, y, w: end.x - x, h: end.y - y }), texts, room);
    return place && center(place);
  };

  const place = () => {
    const at = startPoint();
    if (at === undefined) return hide();
    handle.style.left = `${at.x - size / 2}px`;
    handle.style.top = `${at.y - size / 2}px`;
  };

  const hide = () => {
    from = undefined;
    sign.hide();
    for (const element of [handle, line]) element.style.display = 'none';
  };

  const light = (id: string | undefined) => {
    target = id;
    sign.light(id === undefined ? undefined : boxIdOf(stage, id));
  };

  const stop = () => {
    mode = 'idle';
    light(undefined);
    hide();
  };

  /** A line to a point, and there the command for the target. */
  const draw = (to: Point) => {
    const start = startPoint();
    if (start === undefined) return stop();
    path.setAttribute('d', `M${start.x} ${start.y}L${to.x} ${to.y}`);
    line.style.display = '';
    sign.tell(from === undefined || target === undefined ? undefined : events().linkText(from, target), to);
  };

  const finish = () => {
    const [a, b] = [from, target];
    stop();
    if (a !== undefined && b !== undefined) events().onLink(a, b);
  };

  const onMove = (event: PointerEvent) => {
    if (mode !== 'drag' || from === undefined) return;
    const { left, top } = root.getBoundingClientRect();
    const point = { x: event.clientX - left, y: event.clientY - top };
    light(targetAt(stage, camera.toPicture(point), from));
    draw(point);
  };
  const onKey = (event: KeyboardEvent) => {
    if (mode === 'drag' && event.key === 'Escape') stop();
  };
  handle.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    event.stopPropagation();
    mode = 'drag';
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointermove', onMove);
  handle.addEventListener('pointerup', () => {
    if (mode === 'drag') finish();
  });
  handle.addEventListener('pointercancel', stop);
  handle.addEventListener('pointerenter', () => clearTimeout(timer));
  handle.addEventListener('pointerleave', () => leave());
  window.addEventListener('keydown', onKey);

  const leave = () => {
    if (mode !== 'idle') return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (mode === 'idle') hide();
    }, 250);
  };

  const show = (end: string) => {
    clearTimeout(timer);
    from = end;
    colour();
    handle.style.display = 'flex';
    place();
  };

  return {
    hover: (id) => {
      const end = mode === 'idle' ? endOf(stage, id) : undefined;
      if (end !== undefined) show(end);
    },
    leave,
    follow: () => {
      if (from !== undefined) place();
    },
    begin: (id) => {
      const end = endOf(stage, id);
      if (end === undefined) return false;
      show(end);
      mode = 'keys';
      return true;
    },
    linking: () => mode === 'keys',
    at: () => target ?? from,
    aim: (id) => {
      const aimed = from === undefined ? undefined : targetOf(stage, id, from);
      const box = aimed === undefined ? undefined : stage.boxOf(boxIdOf(stage, aimed));
      if (box === undefined) return;
      light(aimed);
      draw(camera.onScreen(center(box)));
    },
    finish,
    cancel: stop,
    destroy: () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKey);
      sign.destroy();
      for (const element of [handle, line]) element.remove();
    },
  };
}

/** Around the edge of a box, the middle of its right side first. */
function handlePlaces(box: Box): Box[] {
  const [x, y] = [right(box) + 2, center(box).y];
  const low = bottom(box) + 2;
  const points: Point[] = [
    { x, y },
    { x, y: box.y + box.h / 4 },
    { x, y: bottom(box) - box.h / 4 },
    { x: x + size / 2, y },
    { x, y: bottom(box) },
    { x: center(box).x, y: low },
    { x: box.x - 2, y },
    { x: box.x - 2 - size / 2, y },
  ];
  return points.map((point) => ({ x: point.x - size / 2, y: point.y - size / 2, w: size, h: size }));
}

/** The end that a node belongs to: traffic starts and ends at machines and running containers. */
function endOf({ nodes }: Stage, id: string): string | undefined {
  const node = nodes.get(id);
  switch (node?.kind) {
    case 'machine':
      return id;
    case 'nic':
    case 'netfilter':
    case 'gate':
    case 'chain':
      return node.host;
    case 'container':
      return node.state === 'running' ? id : undefined;
    case 'guest':
    case 'interface':
      return node.container;
    default:
      return undefined;
  }
}

/** What a link from an end can lead to: another end, or a network that a container can join. */
function targetOf(stage: Stage, id: string, from: string): string | undefined {
  const isContainer = stage.nodes.get(from)?.kind === 'container';
  if (isContainer && stage.nodes.get(id)?.kind === 'bridge') return id;
  const end = endOf(stage, id);
  return end === from ? undefined : end;
}

/** A host's handle stands at its NIC: its frame is everywhere. */
function boxIdOf({ nodes }: Stage, end: string): string {
  if (nodes.get(end)?.kind !== 'host') return end;
  return [...nodes.values()].find((node) => node.kind === 'nic' && node.host === end)?.id ?? end;
}

/** A network's area counts as its bar, behind what stands on it. */
function targetAt(stage: Stage, at: Point, from: string): string | undefined {
  const hit = [...stage.nodes.values()].reverse().find(({ id, kind }) => {
    const box = stage.boxOf(id);
    return kind !== 'host' && box !== undefined && holds(box, at) && targetOf(stage, id, from) !== undefined;
  });
  if (hit !== undefined) return targetOf(stage, hit.id, from);
  const area = stage.placement.rails.find(({ id }) => {
    const box = stage.boxOf(id);
    return box !== undefined && holds(box, at);
  });
  return area && targetOf(stage, area.owner, from);
}
