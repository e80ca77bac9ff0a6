import type { Scene, SceneNode } from './scene.ts';

/** How much of a thing is seen that belongs to none of the networks asked for. */
export const faintness = 0.16;

/** Bars, containers, their interfaces and stand-ins that belong to other networks than those asked for. */
export function faintOf({ nodes }: Scene, shown: readonly string[]): ReadonlySet<string> {
  if (shown.length === 0) return new Set();
  const bars = new Set(
    nodes.flatMap((node) =>
      node.kind === 'bridge' && node.network !== undefined && shown.includes(node.network) ? [node.id] : [],
    ),
  );
  const belongs = (node: SceneNode): boolean => {
    switch (node.kind) {
      case 'bridge':
        return bars.has(node.id);
      case 'container':
        return node.bars.some((bar) => bars.has(bar));
      case 'guest':
        return bars.has(node.bar);
      case 'interface':
        return node.bar !== undefined && bars.has(node.bar);
      default:
        return true;
    }
  };
  return new Set(nodes.filter((node) => !belongs(node)).map(({ id }) => id));
}
