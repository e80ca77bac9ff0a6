/** Where in a YAML text one is, by its indentation: the keys that lead there, with `*` for an item of a list. */
export interface YamlPlace {
  readonly path: readonly string[];
  /** The key on the same line, before a colon; its value is being written then. */
  readonly key?: string | undefined;
}

interface Line {
  readonly indent: number;
  /** How many dashes of a list stand before it. */
  readonly items: readonly number[];
  readonly key: string | undefined;
  readonly value: string;
}

/** A line's parts: `  - key: value`. */
function lineOf(text: string): Line {
  const items: number[] = [];
  let at = /^ */.exec(text)?.[0].length ?? 0;
  for (let dash = /^- */.exec(text.slice(at)); dash !== null; dash = /^- +/.exec(text.slice(at))) {
    items.push(at);
    at += dash[0].length;
  }
  const [, quoted, plain, value = ''] =
    /^(?:["']([^"']+)["']|([^\s:#"'[{&*!|>-][^:#]*?))\s*:(?:\s+(.*)|)$/.exec(text.slice(at)) ?? [];
  return { indent: at, items, key: quoted ?? plain, value };
}

/** The place at the end of some lines, the last of which is being written. */
export function placeIn(lines: readonly string[]): YamlPlace {
  const last = lineOf(lines.at(-1) ?? '');
  const path: string[] = [];
  let within = last.items[0] ?? last.indent;
  // An item of a list may stand as deep as the key that it belongs to.
  let listed = last.items.length > 0;
  path.push(...last.items.map(() => '*'));
  for (let at = lines.length - 2; at >= 0 && (within > 0 || listed); at -= 1) {
    const text = lines[at] ?? '';
    if (text.trim() === '' || text.trim().startsWith('#')) continue;
    const line = lineOf(text);
    if (
      line.key !== undefined &&
      (line.indent < within || (listed && line.items.length === 0 && line.indent === within))
    ) {
      path.unshift(line.key);
      listed = false;
      within = line.indent;
    }
    const outer = line.items.findLast((item) => item < within);
    if (outer === undefined) continue;
    path.unshift('*');
    within = outer;
    listed = true;
  }
  return { path, ...(last.key !== undefined && { key: last.key }) };
}

/** The keys that stand directly under one of a text's first level (the services, the networks). */
export function keysUnder(text: string, top: string): readonly string[] {
  const lines = text.split('\n').map(lineOf);
  const start = lines.findIndex(({ indent, key }) => indent === 0 && key === top);
  if (start < 0) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex(({ indent, key }) => indent === 0 && key !== undefined);
  const inside = rest.slice(0, end < 0 ? undefined : end).filter(({ key }) => key !== undefined);
  const depth = Math.min(...inside.map(({ indent }) => indent));
  return inside.flatMap(({ indent, key, items }) =>
    indent === depth && items.length === 0 && key !== undefined ? [key] : [],
  );
}
