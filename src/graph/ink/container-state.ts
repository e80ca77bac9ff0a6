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

const healthGlyphs = {
  healthy: 'M2.5 6.5l2.5 2.5 4.5-5.5',
  starting: 'M6 1.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 1 0 0-8.4zM6 3.8v2.4l1.6 1',
  unhealthy: 'M6 1.6l5 8.8H1zM6 5v2.2M6 8.6v.1',
};

/** What a card tells of a running container: what it is made of, and in what health it is where something looks after that. */
export function imageTexts({ image, health }: ContainerNode, { labels }: ContentContext): readonly string[] {
  return health === undefined ? [image] : [`${labels[health]} · ${image}`, labels[health]];
}

/** A shape for each state but running, and for what a health check found: colours alone do not tell everybody. */
export function stateGlyph(
  { state, health }: Pick<ContainerNode, 'state' | 'health'>,
  tokens: Tokens,
): Omit<GlyphInk, 'x' | 'y'> | undefined {
  if (state === 'running') {
    if (health === undefined) return undefined;
    const color = { healthy: tokens.ink3, starting: tokens.warn, unhealthy: tokens.bad }[health];
    return { kind: 'glyph', path: healthGlyphs[health], color };
  }
  return { kind: 'glyph', path: glyphs[state], color: state === 'paused' ? tokens.warn : tokens.ink3 };
}

export const runs = ({ state }: Pick<ContainerNode, 'state'>): boolean => state === 'running' || state === 'paused';
