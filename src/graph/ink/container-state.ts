import type { Tokens } from '../palette.ts';
import type { ContainerNode } from '../scene/scene.ts';
import type { ContentContext, GlyphInk } from './ink.ts';

/** What stands in a card where an address would: its state, or how it is joined. */
export function stateText(
  { state, attachment, sharedWith, exitCode }: ContainerNode,
  { labels, names }: ContentContext,
): string | undefined {
  if (state === 'stopped') return exitCode === undefined ? labels.stopped : `${labels.stopped} (${exitCode})`;
  if (state === 'created') return labels.created;
  if (state === 'restarting') return labels.restarting;
  if (attachment === 'host') return labels.hostNetwork;
  if (attachment === 'shared' && sharedWith !== undefined) return labels.sharedNetwork(names[sharedWith] ?? '');
  return attachment === 'networks' ? undefined : labels.noNetwork;
}

const glyphs = {
  paused: 'M4 2.5v7M8 2.5v7',
  stopped: 'M3 3h6v6H3z',
  created: 'M6 2a4 4 0 1 0 0 8 4 4 0 1 0 0-8z',
  restarting: 'M10 6a4 4 0 1 1-1.2-2.8M9 1v2.4H6.6',
};

/** A shape for each state but running: colours alone do not tell everybody. */
export function stateGlyph(
  { state }: Pick<ContainerNode, 'state'>,
  tokens: Tokens,
): Omit<GlyphInk, 'x' | 'y'> | undefined {
  if (state === 'running') return undefined;
  return { kind: 'glyph', path: glyphs[state], color: state === 'paused' ? tokens.warn : tokens.ink3 };
}

export const runs = ({ state }: Pick<ContainerNode, 'state'>): boolean => state === 'running' || state === 'paused';
