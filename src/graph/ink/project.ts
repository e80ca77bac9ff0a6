import { right, type Box } from '../geometry.ts';
import { foldRoom } from '../layout/sizes.ts';
import type { FoldedNode, ProjectNode } from '../scene/scene.ts';
import { clearOfTabs } from './card.ts';
import { bold, leastName, leastText, plain, type ContentContext, type Ink } from './ink.ts';
import { baselines } from './lines.ts';
import { stripes } from './overview-card.ts';

const glyphSize = 12;

/** Of a name as much is shown at least (px), before anything stands beside it. */
const leastRoom = 24;

const folds = { open: 'M2.5 4.5L6 8l3.5-3.5', folded: 'M4.5 2.5L8 6l-3.5 3.5' };

/** On the arrow a project is folded, or unfolded: the part of its label or card that is before the name, in px. */
export const foldSpot = (box: Box): Box => ({ ...box, w: Math.min(box.w / 2, foldRoom + 8) });

/**
 * On the frame around a project's containers: its name, and how many they are and how, as much as there is room for.
 * @param isFirst the others tell the name alone: in them is but a part of the project
 */
export function projectInk({ name, tally }: ProjectNode, box: Box, context: ContentContext, isFirst = true): Ink[] {
  const { tokens, labels, measure } = context;
  const [y = 0] = baselines(box, [12]);
  // It is folded where its label is.
  const x = box.x + (isFirst ? 6 : 10);
  const before = isFirst ? foldRoom : 0;
  const room = right(box) - 6 - x - before;
  const font = bold(12);
  const width = Math.min(room, measure(name, font) + 1);
  const ink: Ink[] = [
    {
      kind: 'text',
      x: x + before,
      y,
      text: name,
      font,
      color: tokens.ink,
      align: 'left',
      width: room,
      least: leastName,
      cut: 'middle',
    },
  ];
  if (!isFirst) return ink;
  ink.push({ kind: 'glyph', x, y: box.y + box.h / 2 - glyphSize / 2, path: folds.open, color: tokens.ink3 });
  const states = labels.states(tally);
  const note = [`${labels.containers(tally.containers)} · ${states}`, states, labels.containers(tally.containers)].find(
    (text) => measure(text, plain(11)) <= room - width - 8,
  );
  if (note === undefined) return ink;
  const at = { x: x + foldRoom + width + 8, width: room - width - 8 };
  const color = tally.unhealthy > 0 && note.includes(states) ? tokens.bad : tokens.ink2;
  return [...ink, { kind: 'text', ...at, y, text: note, font: plain(11), color, align: 'left', least: leastText }];
}

/** The card that a folded project is: its name, how many containers it has, and how they are. */
export function foldedInk(node: FoldedNode, box: Box, context: ContentContext): Ink[] {
  const { tokens, labels, measure, level } = context;
  const inset = Math.max(5, (level === 'overview' ? 13 : 10) * context.scale);
  const x = box.x + inset;
  const width = right(box) - Math.max(5, 8 * context.scale) - x;
  const { services, containers } = node.tally;
  const counts = [
    `${labels.services(services)} · ${labels.containers(containers)}`,
    labels.containers(containers),
    String(containers),
  ];
  const lines = linesIn(level === 'overview' ? box : clearOfTabs(box, context));
  const [first = 0, second, third] = lines;
  const glyph = { kind: 'glyph', x, y: first - 4 - glyphSize / 2, path: folds.folded, color: tokens.ink3 } as const;
  const font = bold(lines.length > 2 ? 13 : 12);
  // Where there is no line for it the number stands beside the name, if that leaves the name enough.
  const beside = measure(`×${containers}`, plain(11)) + 5;
  const leaves = width - foldRoom - beside >= Math.min(leastRoom, measure(node.title, font));
  const counted = third === undefined && leaves ? beside : 0;
  const name: Ink = {
    kind: 'text',
    x: x + foldRoom,
    y: first,
    text: node.title,
    font,
    color: tokens.ink,
    align: 'left',
    width: width - foldRoom - counted,
    least: leastName,
    cut: 'middle',
  };
  const line = (y: number | undefined, texts: readonly string[], color: string): Ink[] => {
    const text = texts.find((each) => measure(each, plain(11)) <= width) ?? texts.at(-1);
    if (y === undefined || text === undefined) return [];
    return [{ kind: 'text', x, y, text, font: plain(11), color, align: 'left', width, least: leastText }];
  };
  const count = (end: number, y: number, room: number): Ink => ({
    kind: 'text',
    x: end,
    y,
    text: `×${containers}`,
    font: plain(11),
    color: tokens.ink2,
    align: 'right',
    width: room,
    least: leastText,
  });
  const states = labels.states(node.tally);
  const color = node.tally.unhealthy > 0 ? tokens.bad : tokens.ink3;
  return [
    ...(level === 'overview' ? stripes(node, box, context) : []),
    glyph,
    name,
    ...(counted > 0 ? [count(right(box) - Math.max(5, 8 * context.scale), first, counted)] : []),
    ...(third === undefined
      ? line(second, [states], color)
      : [...line(second, counts, tokens.ink2), ...line(third, [states], color)]),
  ];
}

/** Of as many lines as there is room for. */
const linesIn = (box: Box): readonly number[] =>
  baselines(box, box.h >= 50 ? [13, 11, 11] : box.h >= 28 ? [12, 11] : [12], 6);
