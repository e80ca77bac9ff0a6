import type { Detail, Layer } from './detail.ts';

/** What a packet's layers were and are: each line that changed tells its value before, each new header that it is new. */
export function withChanges(now: readonly Layer[], then: readonly Layer[]): readonly Layer[] {
  const result: Layer[] = [];
  let left = then.length - 1;
  // From the innermost: headers are put on and taken off outside.
  for (const layer of [...now].reverse()) {
    const old = then.slice(0, left + 1).findLastIndex(({ id }) => id === layer.id);
    if (old < 0) {
      result.unshift(then.length === 0 ? layer : { ...layer, added: true });
      continue;
    }
    left = old - 1;
    const before = then[old]?.children ?? [];
    result.unshift({ ...layer, children: compared(layer.children, before) });
  }
  return result;
}

/** Lines against the lines of the same name before them, in turn where there are several. */
function compared(now: readonly Detail[], then: readonly Detail[]): readonly Detail[] {
  const seen = new Map<string, number>();
  return now.map((detail) => {
    const nth = seen.get(detail.id) ?? 0;
    seen.set(detail.id, nth + 1);
    const old = then.filter(({ id }) => id === detail.id)[nth];
    if (old === undefined) return detail;
    const children = detail.children && compared(detail.children, old.children ?? []);
    const changed = old.value !== detail.value && detail.value !== '';
    return { ...detail, children, before: changed ? old.value : undefined };
  });
}

/** The lines below a line whose values changed, in order; the line itself where it has none below. */
export function changesIn(detail: Detail): readonly Detail[] {
  const below = (detail.children ?? []).flatMap(changesIn);
  return below.length > 0 || detail.before === undefined ? below : [detail];
}
