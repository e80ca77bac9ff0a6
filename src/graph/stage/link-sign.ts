import { grown, type Point } from '../geometry.ts';
import { areaId } from '../layout/placement.ts';
import { clearest, placesAt, type Taken } from '../packets/clear.ts';
import { mono } from '../palette.ts';
import type { Camera } from './camera/camera.ts';
import { tokensOf, type PictureEvents, type Stage } from './stage.ts';

/** What linking by hand needs. */
export interface LinkParts {
  readonly camera: Camera;
  readonly events: () => PictureEvents;
  /** What is not to be covered, in px of the element. */
  readonly taken: () => readonly Taken[];
}

/** What tells that letting go would link two things: the lit target, and beside the pointer the command. */
export interface LinkSign {
  /** Lights a thing, with the area that belongs to it, in the place of the one before. */
  light(id: string | undefined): void;
  /** Writes a command beside a point of the element; nothing where there is none. */
  tell(text: string | undefined, at: Point): void;
  hide(): void;
  readonly destroy: () => void;
}

/** Px from the edge of the element, and around the pointer. */
const margin = 8;
const pointer = 12;

export function createLinkSign(stage: Stage, taken: () => readonly Taken[]): LinkSign {
  const { root, cy } = stage;
  const note = document.createElement('output');
  note.style.cssText = `position:absolute;display:none;pointer-events:none;max-width:460px;padding:5px 9px;border-radius:8px;font:12px ${mono};white-space:nowrap;overflow:hidden;text-overflow:ellipsis`;
  root.append(note);
  let lit: string | undefined;

  const light = (id: string | undefined) => {
    if (lit === id) return;
    for (const part of partsOf(lit)) cy.getElementById(part).removeClass('target');
    lit = id;
    for (const part of partsOf(id)) cy.getElementById(part).addClass('target');
  };

  return {
    light,
    tell: (text, at) => {
      note.style.display = text === undefined ? 'none' : '';
      if (text === undefined) return;
      const t = tokensOf(stage);
      note.style.background = t.panel;
      note.style.color = t.ink;
      note.style.boxShadow = `0 0 0 1px ${t.lineStrong}, 0 4px 14px ${t.shadow}`;
      note.textContent = text;
      const size = { w: note.offsetWidth, h: note.offsetHeight };
      const places = placesAt(grown({ ...at, w: 0, h: 0 }, pointer), size, 'below', { gap: 4, rows: 2 });
      const room = grown({ x: 0, y: 0, w: root.clientWidth, h: root.clientHeight }, -margin);
      const place = clearest(places, taken(), room);
      note.style.left = `${place?.x ?? 0}px`;
      note.style.top = `${place?.y ?? 0}px`;
    },
    hide: () => {
      light(undefined);
      note.style.display = 'none';
    },
    destroy: () => note.remove(),
  };
}

const partsOf = (id: string | undefined): readonly string[] => (id === undefined ? [] : [id, areaId(id)]);
