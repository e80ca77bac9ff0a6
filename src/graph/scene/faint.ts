import { isCard, type Scene, type SceneNode } from './scene.ts';

/** How much of a thing is seen that belongs to none of the networks asked for. */
export const faintness = 0.16;

/**
 * Bars, containers, their interfaces and stand-ins that belong to other networks than those asked for, and to no project
 * that is.
 * @param shown networks by their engine ids, and compose projects by their node ids
 */
export function faintOf({ nodes }: Scene, shown: readonly string[]): ReadonlySet<string> {
  if (shown.length === 0) return new Set();
  const bars = new Set(
    nodes.flatMap((node) =>
      node.kind === 'bridge' && node.network !== undefined && shown.includes(node.network) ? [node.id] : [],
    ),
  );
  const wanted = new Set(shown);
  const members = nodes.filter(isCard).filter((node) => wanted.has(node.project ?? node.id));
  const inside = new Set(members.map(({ id }) => id));
  const joined = new Set(members.flatMap((node) => node.bars));
  const belongs = (node: SceneNode): boolean => {
    switch (node.kind) {
      case 'bridge':
        return bars.has(node.id) || joined.has(node.id);
      case 'project':
        return (
          wanted.has(node.id) ||
          nodes.some((each) => each.kind === 'container' && each.project === node.id && belongs(each))
        );
      case 'container':
      case 'folded':
        return inside.has(node.id) || node.bars.some((bar) => bars.has(bar));
      case 'guest':
        return inside.has(node.container) || bars.has(node.bar);
      case 'interface':
        return inside.has(node.container) || (node.bar !== undefined && bars.has(node.bar));
      default:
        return true;
    }
  };
  return new Set(nodes.filter((node) => !belongs(node)).map(({ id }) => id));
}
