import type { Element, NamedSet } from '../../../../kernel/netfilter/nft/ruleset.ts';
import { keyText, sortElements } from '../../../../kernel/netfilter/nft/elements.ts';
import { holdsData } from '../../../../kernel/netfilter/nft/lookup.ts';
import { own } from '../../../../kernel/own.ts';
import { mergeIntervals, readElements, type ReadElement } from '../read/constants.ts';
import { Problem } from '../read/problem.ts';
import type { Reader } from '../read/reader.ts';
import { setAt } from './tables.ts';
import { KERNEL, MISSING, tableAt, type Named, type TableSpec, type Work } from './work.ts';

const overlap = (a: Element, b: Element): boolean =>
  a.key.every((part, i) => {
    const other = b.key[i];
    return (
      other !== undefined &&
      (holdsData(part.from, part.to ?? part.from, other.from) ||
        holdsData(other.from, other.to ?? other.from, part.from))
    );
  });

/** Puts elements that were read into a set. @throws Problem */
export function putElements(set: NamedSet, read: readonly ReadElement[], now: number, creates: boolean): void {
  let elements: Element[] = set.elements.filter(({ expires = Infinity }) => expires > now);
  const known = new Map(elements.map((element) => [keyText(element), element]));
  for (const { element, span } of read) {
    const ranged = element.key.some(({ to }) => to !== undefined);
    if (ranged && !set.flags.includes('interval'))
      throw new Problem(
        "You must add 'flags interval' to your set declaration if you want to add prefix elements",
        span,
      );
    const same = known.get(keyText(element));
    if (same) {
      const differs = JSON.stringify(same.to) !== JSON.stringify(element.to);
      if (creates || differs) throw new Problem(`${KERNEL}File exists`, span);
      continue;
    }
    const other =
      set.flags.includes('interval') && !set.autoMerge
        ? read.find(
            (each) => each.element !== element && known.has(keyText(each.element)) && overlap(each.element, element),
          )
        : undefined;
    if (other) throw new Problem('conflicting intervals specified', span, other.span);
    const old = set.flags.includes('interval') && !set.autoMerge && elements.some((each) => overlap(each, element));
    if (old) throw new Problem('interval overlaps with an existing one', span);
    if (set.size !== undefined && elements.length >= set.size)
      throw new Problem(`${KERNEL}Too many open files in system`, span);
    const lasts = element.timeout === undefined && set.timeout !== undefined && element.expires === undefined;
    const entered = lasts ? { ...element, expires: now + (set.timeout ?? 0) } : element;
    known.set(keyText(entered), entered);
    elements.push(entered);
  }
  elements = set.autoMerge ? mergeIntervals(elements) : elements;
  set.elements = sortElements(elements);
}

export function addElements(work: Work, spec: TableSpec, name: Named, body: Reader, creates: boolean): void {
  work.namespace.netfilter.own ??= [];
  const view = tableAt(work, spec, '');
  const set = setAt(view, name, '');
  const read = readElements(body, set.types, set.data, work.names, work.now);
  for (const { element, span } of read) {
    const { to } = element;
    if (to && 'verdict' in to && 'chain' in to.verdict && !own(view.table.chains, to.verdict.chain))
      throw new Problem(`${KERNEL}${MISSING}`, span);
  }
  putElements(set, read, work.now, creates);
}

export function removeElements(work: Work, spec: TableSpec, name: Named, body: Reader, gently: boolean): void {
  const set = setAt(tableAt(work, spec, ''), name, '');
  for (const { element, span } of readElements(body, set.types, undefined, work.names, work.now)) {
    const found = set.elements.find((each) => keyText(each) === keyText(element));
    if (!found && !gently) throw new Problem(`${KERNEL}${MISSING}`, span);
    set.elements = set.elements.filter((each) => each !== found);
  }
}

/** The elements that hold what is asked for. @throws Problem */
export function elementsAsked(work: Work, spec: TableSpec, name: Named, body: Reader): Element[] {
  const set = setAt(tableAt(work, spec, ''), name, '');
  return readElements(body, set.types, undefined, work.names, work.now).map(({ element, span }) => {
    const found = set.elements.find((each) => overlap(each, element) && (each.expires ?? Infinity) > work.now);
    if (!found) throw new Problem(`${KERNEL}${MISSING}`, span);
    return found;
  });
}
