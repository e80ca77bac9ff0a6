import type { Camera } from './camera.ts';
import { center, holds, right, type Point } from './geometry.ts';
import { tokensOf, type PictureEvents, type Stage } from './stage.ts';

/** The handle beside an end: dragged to another end, it sends something there. */
export interface Connector {
  hover(id: string): void;
  leave(): void;
  /** The view moved: the handle goes along. */
  follow(): void;
  destroy(): void;
}

const size = 22;

export function createConnector(stage: Stage, camera: Camera, events: () => PictureEvents): Connector {
  const { root, cy } = stage;
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
  let dragging = false;
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

  const place = () => {
    const box = from === undefined ? undefined : stage.boxOf(boxIdOf(stage, from));
    if (box === undefined) return hide();
    const at = camera.onScreen({ x: right(box), y: center(box).y });
    handle.style.left = `${at.x - size / 2 + 2}px`;
    handle.style.top = `${at.y - size / 2}px`;
  };

  const hide = () => {
    from = undefined;
    handle.style.display = 'none';
    line.style.display = 'none';
  };

  const aim = (id: string | undefined) => {
    if (target === id) return;
    if (target !== undefined) cy.getElementById(boxIdOf(stage, target)).removeClass('target');
    target = id;
    if (id !== undefined) cy.getElementById(boxIdOf(stage, id)).addClass('target');
  };

  const stop = () => {
    dragging = false;
    aim(undefined);
    hide();
  };

  const onMove = (event: PointerEvent) => {
    if (!dragging || from === undefined) return;
    const { left, top } = root.getBoundingClientRect();
    const point = { x: event.clientX - left, y: event.clientY - top };
    const box = stage.boxOf(boxIdOf(stage, from));
    if (box === undefined) return stop();
    const start = camera.onScreen({ x: right(box), y: center(box).y });
    path.setAttribute('d', `M${start.x} ${start.y}L${point.x} ${point.y}`);
    line.style.display = '';
    const hit = endAt(stage, camera.toPicture(point));
    aim(hit === from ? undefined : hit);
  };
  const onUp = () => {
    if (!dragging) return;
    const [a, b] = [from, target];
    stop();
    if (a !== undefined && b !== undefined) events().onSendDrag(a, b);
  };
  const onKey = (event: KeyboardEvent) => {
    if (dragging && event.key === 'Escape') stop();
  };
  handle.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    event.stopPropagation();
    dragging = true;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointermove', onMove);
  handle.addEventListener('pointerup', onUp);
  handle.addEventListener('pointercancel', stop);
  handle.addEventListener('pointerenter', () => clearTimeout(timer));
  handle.addEventListener('pointerleave', () => leave());
  window.addEventListener('keydown', onKey);

  const leave = () => {
    if (dragging) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!dragging) hide();
    }, 250);
  };

  return {
    hover: (id) => {
      if (dragging) return;
      const end = endOf(stage, id);
      if (end === undefined) return;
      clearTimeout(timer);
      from = end;
      colour();
      handle.style.display = 'flex';
      place();
    },
    leave,
    follow: () => {
      if (from !== undefined) place();
    },
    destroy: () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKey);
      handle.remove();
      line.remove();
    },
  };
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
      return node.host;
    case 'container':
      return node.state === 'running' ? id : undefined;
    case 'interface':
      return node.container;
    default:
      return undefined;
  }
}

/** A host's handle stands at its NIC: its frame is everywhere. */
function boxIdOf({ nodes }: Stage, end: string): string {
  if (nodes.get(end)?.kind !== 'host') return end;
  return [...nodes.values()].find((node) => node.kind === 'nic' && node.host === end)?.id ?? end;
}

function endAt(stage: Stage, at: Point): string | undefined {
  const hit = [...stage.nodes.values()].reverse().find(({ id, kind }) => {
    const box = stage.boxOf(id);
    return kind !== 'host' && box !== undefined && holds(box, at) && endOf(stage, id) !== undefined;
  });
  return hit && endOf(stage, hit.id);
}
