import type { Level } from '../../../store/view.ts';
import { holds, type Point } from '../../geometry.ts';
import type { Stage } from '../stage.ts';

/** Where zooming leads to another level; they lie far from where the next one begins, so that nothing goes back and forth. */
const limits = {
  /** Nearer than this, the overview tells too little. */
  overview: { near: 1.6, part: 1.6 },
  /** Farther than this, wires tell nothing; nearer over the band, its chains are of interest. */
  wiring: { far: 0.45, farPart: 0.7, near: 1.7, part: 1.5 },
  netfilter: { farPart: 0.75 },
} as const;

/** The level that the user zoomed to, where it is another: parts are of the zoom at which all is seen. */
export function levelByZoom(
  { nodes, now, input }: Stage,
  { zoom, fit, at }: { readonly zoom: number; readonly fit: number; readonly at: Point },
): Level | undefined {
  switch (input.level) {
    case 'overview':
      return zoom > Math.max(limits.overview.near, fit * limits.overview.part) ? 'wiring' : undefined;
    case 'wiring': {
      if (zoom < Math.min(limits.wiring.far, fit * limits.wiring.farPart)) return 'overview';
      if (zoom < Math.max(limits.wiring.near, fit * limits.wiring.part)) return undefined;
      const isOverBand = [...nodes.values()].some(({ id, kind }) => {
        const box = kind === 'netfilter' ? now[id]?.box : undefined;
        return box !== undefined && holds(box, at);
      });
      return isOverBand ? 'netfilter' : undefined;
    }
    case 'netfilter':
      return zoom < fit * limits.netfilter.farPart ? 'wiring' : undefined;
  }
}
