import { changesIn } from '../../wire/dissect/changes.ts';
import type { Detail, Layer } from '../../wire/dissect/detail.ts';
import { own } from '../../kernel/own.ts';

/** A line of the tree as it is shown. */
export interface Line {
  /** Its place in the packet, the same from hop to hop: `ip/ip.flags`. */
  readonly key: string;
  readonly detail: Detail;
  /** A layer, and in how many tunnels it is. */
  readonly layer?: { readonly tunnels: number } | undefined;
  /** From 1. */
  readonly level: number;
  /** Undefined where nothing is below it. */
  readonly open?: boolean | undefined;
  /** Its place among its siblings, from 1, and their number. */
  readonly place: number;
  readonly of: number;
  readonly parent?: string | undefined;
  /** What changed below it, while that is not seen. */
  readonly changes: readonly Detail[];
}

type Opened = Readonly<Record<string, boolean>>;

/** The lines of some layers that are seen. */
export function linesOf(layers: readonly Layer[], opened: Opened): readonly Line[] {
  const lines: Line[] = [];
  let tunnels = 0;
  for (const [at, layer] of layers.entries()) {
    // Counted from the innermost: what is put around a packet leaves the names of what it carries.
    const inner = layers.slice(at + 1).filter(({ id }) => id === layer.id).length;
    const key = inner === 0 ? layer.id : `${layer.id}+${inner}`;
    push(lines, layer, opened, { key, level: 1, place: at + 1, of: layers.length, layer: { tunnels } });
    if (layer.id === 'vxlan') tunnels++;
  }
  return lines;
}

function push(lines: Line[], detail: Detail, opened: Opened, where: Omit<Line, 'detail' | 'changes' | 'open'>): void {
  const children = detail.children ?? [];
  if (children.length === 0) {
    lines.push({ ...where, detail, changes: [] });
    return;
  }
  const open = own(opened, where.key) ?? false;
  lines.push({ ...where, detail, open, changes: open ? [] : children.flatMap(changesIn).filter(isTold) });
  if (!open) return;
  const seen = new Map<string, number>();
  for (const [at, child] of children.entries()) {
    const nth = seen.get(child.id) ?? 0;
    seen.set(child.id, nth + 1);
    const key = `${where.key}/${child.id}${nth === 0 ? '' : `+${nth}`}`;
    push(lines, child, opened, { key, level: where.level + 1, place: at + 1, of: children.length, parent: where.key });
  }
}

/** Checksums change with all else: they are told where they stand only. */
const isTold = ({ id }: Detail): boolean => !/checksum|\.status$/.test(id);

/** The key of the innermost line around an octet, and the keys of all that must be open to see it. */
export function lineAt(layers: readonly Layer[], octet: number): readonly string[] {
  const all = linesOf(layers, everything(layers));
  const holding = all.filter(
    ({ detail: { from, to, worked }, key }) => !worked && key !== 'frame' && from <= octet && octet < to,
  );
  const line = holding.findLast(({ key }) => !key.startsWith('frame/'));
  const path: string[] = [];
  for (let key = line?.key; key !== undefined; key = all.find((each) => each.key === key)?.parent) path.unshift(key);
  return path;
}

/** All lines open. */
function everything(layers: readonly Layer[]): Opened {
  let opened: Opened = {};
  for (let more = true; more;) {
    const closed = linesOf(layers, opened).filter(({ open }) => open === false);
    opened = { ...opened, ...Object.fromEntries(closed.map(({ key }) => [key, true])) };
    more = closed.length > 0;
  }
  return opened;
}
