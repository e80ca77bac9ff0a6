import cytoscape from 'cytoscape';

/** Elements in the order in which they are drawn, as the renderer keeps them (cytoscape 3.34, renderer/base/z-ordering). */
type Sorted = cytoscape.SingularElementReturnValue[] & { interactive?: cytoscape.SingularElementReturnValue[] };

/** What is used here of Cytoscape's renderer; its types do not tell of it. */
interface Renderer {
  readonly cy: cytoscape.Core;
  cachedZSortedEles?: Sorted | null;
  getCachedZSortedEles: (this: Renderer, anew?: boolean) => Sorted;
  invalidateCachedZSortedEles: (this: Renderer) => void;
  updateCachedGrabbedEles(): void;
}

type Test = (element: cytoscape.SingularElementReturnValue) => boolean;

/** By graph: what is left out of it, and all of it in the order of drawing, while that holds. */
const tests = new WeakMap<cytoscape.Core, Test>();
const wholes = new WeakMap<cytoscape.Core, Sorted>();

/**
 * Leaves out of the picture, and out of what the pointer finds, what passes a test. The style of thousands of elements is
 * found anew where each has to be told that it is hidden; this takes a look at each.
 */
export function leaveOut(cy: cytoscape.Core, test: Test): void {
  tests.set(cy, test);
  (cy as unknown as { renderer(): Renderer }).renderer().cachedZSortedEles = null;
}

function letLeaveOut(): void {
  const find = cytoscape as unknown as (type: string, name: string) => { readonly prototype: Renderer };
  const { prototype } = find('renderer', 'canvas');
  const { getCachedZSortedEles, invalidateCachedZSortedEles } = prototype;
  prototype.invalidateCachedZSortedEles = function () {
    wholes.delete(this.cy);
    invalidateCachedZSortedEles.call(this);
  };
  prototype.getCachedZSortedEles = function (anew = false) {
    if (!anew && this.cachedZSortedEles) return this.cachedZSortedEles;
    const whole = (anew ? undefined : wholes.get(this.cy)) ?? getCachedZSortedEles.call(this, true);
    wholes.set(this.cy, whole);
    const test = tests.get(this.cy);
    if (test === undefined) return whole;
    const shown: Sorted = whole.filter((element) => !test(element));
    shown.interactive = (whole.interactive ?? []).filter((element) => !test(element));
    this.cachedZSortedEles = shown;
    this.updateCachedGrabbedEles();
    return shown;
  };
}

letLeaveOut();
