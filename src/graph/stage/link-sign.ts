import { clamp, type Point } from '../geometry.ts';
import { areaId } from '../layout/placement.ts';
import { mono } from '../palette.ts';
import { tokensOf, type Stage } from './stage.ts';

/** What tells that letting go would link two things: the lit target, and beside the pointer the command. */
export interface LinkSign {
  /** Lights a thing, with the area that belongs to it, in the place of the one before. */
  light(id: string | undefined): void;
  /** Writes a command beside a point of the element; nothing where there is none. */
  tell(text: string | undefined, at: Point): void;
  hide(): void;
  readonly destroy: () => void;
}

const margin = 8;
const beside = { x: 14, y: 18 };

export function createLinkSign(stage: Stage): LinkSign {
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
      const place = (value: number, room: number, size: number) =>
        clamp(value, margin, Math.max(margin, room - size - margin));
      note.style.left = `${place(at.x + beside.x, root.clientWidth, note.offsetWidth)}px`;
      note.style.top = `${place(at.y + beside.y, root.clientHeight, note.offsetHeight)}px`;
    },
    hide: () => {
      light(undefined);
      note.style.display = 'none';
    },
    destroy: () => note.remove(),
  };
}

const partsOf = (id: string | undefined): readonly string[] => (id === undefined ? [] : [id, areaId(id)]);
