/** Where in the files a problem is, from what compose says of it. */
import { findSpot } from './source.ts';
import type { Source } from './source.ts';
import type { Spot, TreePath } from './tree.ts';

/** Where the deepest part of a way stands that is in one of the files; the last that says something counts. */
export function spotIn(sources: readonly Source[], path: TreePath, least = 1): Spot | undefined {
  let best: { readonly spot: Spot; readonly depth: number } | undefined;
  for (const source of sources) {
    const found = findSpot(source, path);
    if (found && found.depth >= Math.max(least, best?.depth ?? 0)) best = found;
  }
  return best?.spot;
}

const SECTION = /\b(?:services|networks|volumes|secrets|configs|models|include|name)(?:\.[^\s:,'"`]+)?/;
const SERVICE = /\bservice(?: volume| device)? "?([^\s":]+)"?/;
const KEY = /(?:properties|mutually exclusive) ['"`]?([^\s'"`:,]+)/;
const UNDEFINED = /undefined (network|volume|secret|config|service) ['"`]?([^\s'"`:,]+)/;

/** The way that compose's words name: `services.web.ports.0`, `service "web"`. */
export function wayIn(text: string): TreePath | undefined {
  const section = SECTION.exec(text)?.[0].split('.');
  const service = SERVICE.exec(text)?.[1];
  const way = section && section.length > 1 ? section : service === undefined ? section : ['services', service];
  return way && [...way, ...behind(text)];
}

/** What of a service it is about. */
function behind(text: string): TreePath {
  const [, kind, name] = UNDEFINED.exec(text) ?? [];
  if (kind !== undefined && name !== undefined) return [kind === 'service' ? 'depends_on' : `${kind}s`, name];
  const key = KEY.exec(text)?.[1];
  return key === undefined ? [] : [key];
}
