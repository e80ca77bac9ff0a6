import { bottom, right, type Box } from '../geometry.ts';
import { hookColumns } from '../layout/host-upper.ts';
import type { ChainNode, GateNode, NetfilterNode } from '../scene/scene.ts';
import { bold, mono, plain, type ContentContext, type Ink } from './ink.ts';

const titleWidth = 176;

/** The band's name and what happens there; with the chains also the rule that a packet is at. */
export function netfilterInk(
  { id, narrow }: NetfilterNode,
  box: Box,
  { level, tokens, labels, hits, measure }: ContentContext,
): Ink[] {
  const x = box.x + 16;
  const title = (y: number): Ink => ({
    kind: 'text',
    x,
    y,
    text: labels.netfilter,
    font: bold(11),
    color: tokens.ink2,
    align: 'left',
    width: titleWidth,
  });
  const hint = (at: { x: number; y: number; width: number }): Ink => ({
    kind: 'text',
    ...at,
    text: labels.netfilterHint,
    font: plain(10.5),
    color: tokens.ink3,
    align: 'left',
  });
  if (level === 'wiring' && !narrow) return [title(box.y + 22), hint({ x, y: box.y + 39, width: titleWidth })];
  const beside = x + Math.min(titleWidth, measure(labels.netfilter, bold(11))) + 10;
  const y = box.y + (level === 'overview' ? 16 : level === 'wiring' ? 18 : 20);
  const line = [title(y), hint({ x: beside, y, width: 300 })];
  if (level !== 'netfilter') return line;
  const rule = hits[id];
  const at = { x, y: bottom(box) - 11, width: box.w - 32 };
  if (rule === undefined)
    return [
      ...line,
      { kind: 'text', ...at, text: labels.ruleHint, font: plain(10.5), color: tokens.ink3, align: 'left' },
    ];
  return [...line, { kind: 'text', ...at, text: rule, font: mono(11), color: tokens.ink, align: 'left', least: 9 }];
}

/** A hook's name in the middle of its box; above its chains where they are drawn. */
export function gateInk({ gate, chains }: GateNode, box: Box, { tokens, labels }: ContentContext): Ink[] {
  if (chains === undefined) {
    const at = { x: box.x + box.w / 2, y: box.y + 20, width: box.w - 12 };
    const font = { ...plain(11), weight: 500 };
    return [{ kind: 'text', ...at, text: gate, font, color: tokens.ink2, align: 'center', least: 9 }];
  }
  const at = { x: box.x + 11, width: box.w - 22 };
  const title: Ink = {
    kind: 'text',
    ...at,
    y: box.y + 18,
    text: gate,
    font: bold(11),
    color: tokens.ink,
    align: 'left',
    landmark: true,
  };
  if (chains > 0) return [title];
  const y = box.y + hookColumns.title + 11;
  return [
    title,
    { kind: 'text', ...at, y, text: labels.noRules, font: plain(10.5), color: tokens.ink3, align: 'left' },
  ];
}

const indent = 9;

/** A chain with how many packets came to it, or what the packet of the story met there. */
export function chainInk(node: ChainNode, box: Box, { tokens, hits, measure }: ContentContext): Ink[] {
  const { depth, table, chain, packets, policy } = node;
  const y = box.y + 12;
  const hit = hits[node.id];
  const note = hit ?? countText(packets);
  const noteFont = hit === undefined ? mono(9.5) : bold(9.5);
  const noteWidth = Math.min(measure(note, noteFont) + 1, box.w * 0.55);
  const x = box.x + 6 + depth * indent;
  const room = right(box) - 6 - noteWidth - 6 - x;
  const font = depth === 0 ? bold(10.5) : mono(10);
  const color = depth === 0 ? tokens.ink2 : tokens.ink;
  const text = depth === 0 ? table : chain;
  const nameWidth = Math.min(room, measure(text, font) + 1);
  const ink: Ink[] = [
    { kind: 'text', x, y, text, font, color, align: 'left', width: nameWidth, least: 8.5 },
    {
      kind: 'text',
      x: right(box) - 6,
      y,
      text: note,
      font: noteFont,
      color: hit !== undefined || packets > 0 ? tokens.ink : tokens.ink3,
      align: 'right',
      width: noteWidth,
      least: 8,
    },
  ];
  const rest = room - nameWidth - 6;
  if (policy !== undefined && rest > 30) {
    const at = { x: x + nameWidth + 6, y, width: rest };
    const policyColor = policy === 'DROP' ? tokens.bad : tokens.ink3;
    ink.push({ kind: 'text', ...at, text: policy, font: plain(9.5), color: policyColor, align: 'left' });
  }
  return ink;
}

/** 999, 1.2k, 34k, 5.6M */
export function countText(count: number): string {
  if (count < 1000) return String(count);
  const [part, unit] = count < 1_000_000 ? [count / 1000, 'k'] : [count / 1_000_000, 'M'];
  return `${part < 10 ? part.toFixed(1) : Math.round(part)}${unit}`;
}
