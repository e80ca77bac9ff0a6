import { bottom, right, type Box } from '../geometry.ts';
import { bandRow, bandTitle, hookColumns } from '../layout/host-upper.ts';
import type { ChainNode, GateNode, NetfilterNode } from '../scene/scene.ts';
import { bold, leastName, leastText, mono, plain, type ContentContext, type Ink } from './ink.ts';
import { line } from './detail.ts';
import { baselines } from './lines.ts';

/** The band's first row, in the picture's units: the gates of Wiring, or the heading above the hooks. */
const firstRow = { ...bandRow, netfilter: hookColumns.header } as const;

/** The band's name and what happens there; with the chains also the rule that a packet is at. */
export function netfilterInk({ id }: NetfilterNode, box: Box, context: ContentContext): Ink[] {
  const { level, tokens, labels, hits, measure, scale, roomBeside } = context;
  const isWhole = level === 'wiring' && !context.detail.gates;
  const row = isWhole ? box : { y: box.y, h: firstRow[level] * scale };
  if (row.h < (isWhole ? leastName : line)) return [];
  const [y = 0] = baselines(row, [11]);
  const x = box.x + Math.max(5, 10 * scale);
  const font = bold(11);
  const name = measure(labels.netfilter, font);
  const room =
    level === 'wiring' && context.detail.gates ? bandTitle * scale - (x - box.x) - 22 * scale : box.w - 2 * (x - box.x);
  const ink: Ink[] = [];
  if (name <= room + 1)
    ink.push({ kind: 'text', x, y, text: labels.netfilter, font, color: tokens.ink2, align: 'left', width: room + 1 });
  const hint = plain(10.5);
  const rest = level === 'wiring' ? roomBeside(id) : right(box) - 10 - (x + name + 10);
  if (measure(labels.netfilterHint, hint) <= rest) {
    const at =
      level === 'wiring'
        ? ({ x: right(box) - 12, align: 'right' } as const)
        : ({ x: x + name + 10, align: 'left' } as const);
    ink.push({ kind: 'text', ...at, y, text: labels.netfilterHint, font: hint, color: tokens.ink3, width: rest });
  }
  if (level !== 'netfilter' || hookColumns.rule * scale < line + 2) return ink;
  const rule = hits[id];
  const [base = 0] = baselines({ y: bottom(box) - hookColumns.rule * scale, h: hookColumns.rule * scale }, [11]);
  const at = { x, y: base, width: box.w - 2 * (x - box.x), align: 'left' } as const;
  if (rule === undefined)
    return [...ink, { kind: 'text', ...at, text: labels.ruleHint, font: hint, color: tokens.ink3, least: leastText }];
  return [...ink, { kind: 'text', ...at, text: rule, font: mono(11), color: tokens.ink, least: leastText }];
}

/** A hook's name in the middle of its box; above its chains where they are drawn, or above how many they are. */
export function gateInk(
  { gate, chains }: GateNode,
  box: Box,
  { tokens, labels, detail, scale }: ContentContext,
): Ink[] {
  const middle = { x: box.x + box.w / 2, width: box.w - 6, align: 'center' } as const;
  if (chains === undefined) {
    if (!detail.gates) return [];
    const [y = 0] = baselines(box, [11]);
    const font = { ...plain(11), weight: 500 };
    return [{ kind: 'text', ...middle, y, text: gate, font, color: tokens.ink2, least: leastText }];
  }
  const note = chains === 0 ? labels.noRules : labels.chains(chains);
  if (!detail.chains) {
    const both = box.h >= 29;
    const [first = 0, second = 0] = baselines(box, both ? [11, 10.5] : [11], 5);
    const title: Ink = {
      kind: 'text',
      ...middle,
      y: first,
      text: gate,
      font: bold(11),
      color: tokens.ink,
      least: leastText,
    };
    if (!both) return [title];
    return [
      title,
      { kind: 'text', ...middle, y: second, text: note, font: plain(10.5), color: tokens.ink3, least: leastText },
    ];
  }
  const at = { x: box.x + 11 * scale, width: box.w - 14 * scale, align: 'left' } as const;
  const [y = 0] = baselines({ y: box.y, h: hookColumns.title * scale }, [11]);
  const title: Ink = { kind: 'text', ...at, y, text: gate, font: bold(11), color: tokens.ink, least: leastName };
  if (chains > 0) return [title];
  const below = box.y + (hookColumns.title + 11) * scale;
  return [
    title,
    { kind: 'text', ...at, y: below, text: note, font: plain(10.5), color: tokens.ink3, least: leastText },
  ];
}

const indent = 9;

/** A chain with how many packets came to it, or what the packet of the story met there. */
export function chainInk(node: ChainNode, box: Box, { tokens, hits, measure, scale }: ContentContext): Ink[] {
  const { depth, table, chain, packets, policy } = node;
  const [y = 0] = baselines(box, [10.5]);
  const hit = hits[node.id];
  const note = hit ?? countText(packets);
  const noteFont = hit === undefined ? mono(10) : bold(10);
  const noteWidth = Math.min(measure(note, noteFont) + 1, box.w * 0.55);
  const x = box.x + (6 + depth * indent) * scale;
  const room = right(box) - 4 - noteWidth - 6 - x;
  const font = depth === 0 ? bold(10.5) : mono(10);
  const color = depth === 0 ? tokens.ink2 : tokens.ink;
  const text = depth === 0 ? table : chain;
  const nameWidth = Math.min(room, measure(text, font) + 1);
  const ink: Ink[] = [
    { kind: 'text', x, y, text, font, color, align: 'left', width: nameWidth, least: leastText },
    {
      kind: 'text',
      x: right(box) - 4,
      y,
      text: note,
      font: noteFont,
      color: hit !== undefined || packets > 0 ? tokens.ink : tokens.ink3,
      align: 'right',
      width: noteWidth,
      least: leastText,
    },
  ];
  const rest = room - nameWidth - 6;
  if (policy !== undefined && measure(policy, plain(10)) <= rest) {
    const at = { x: x + nameWidth + 6, y, width: rest };
    const policyColor = policy === 'DROP' ? tokens.bad : tokens.ink3;
    ink.push({ kind: 'text', ...at, text: policy, font: plain(10), color: policyColor, align: 'left' });
  }
  return ink;
}

/** 999, 1.2k, 34k, 5.6M */
export function countText(count: number): string {
  if (count < 1000) return String(count);
  const [part, unit] = count < 1_000_000 ? [count / 1000, 'k'] : [count / 1_000_000, 'M'];
  return `${part < 10 ? part.toFixed(1) : Math.round(part)}${unit}`;
}
