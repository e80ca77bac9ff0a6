import type { Level } from '../../store/view.ts';
import { metricsOf, type Density } from '../layout/metrics.ts';
import { gateHeight, hookColumns, nicHeight } from '../layout/host-upper.ts';

/** What is told at a distance: where there is no room to write on things, something larger stands for them. */
export interface Detail {
  /** Containers stand as such; else each network is one box with their number. */
  readonly containers: boolean;
  /** Hooks list their chains. */
  readonly chains: boolean;
  /** Gates are boxes with their names; else they are but a part of the band. */
  readonly gates: boolean;
  /** Interfaces are tabs with their names; else they are plugs. */
  readonly tabs: boolean;
  /** NICs are boxes with their names; else a cable ends at its host. */
  readonly nics: boolean;
}

/** A card smaller than this has no room for its name, in px. */
const card = { width: { overview: 50, wiring: 46, netfilter: 46 }, height: 10 } as const;
/** A line of text needs this height. */
export const line = 12;

/** @param scale px that a unit of the picture takes as it is read */
export function detailAt(scale: number, level: Level, density: Density): Detail {
  const { card: size, tab } = metricsOf(level, density);
  return {
    containers: size.width * scale >= card.width[level] && size.height * scale >= card.height,
    chains: hookColumns.row * scale >= line,
    gates: gateHeight * scale >= line,
    tabs: level !== 'overview' && tab.height * scale >= line,
    nics: nicHeight * scale >= line,
  };
}

export const sameDetail = (a: Detail, b: Detail): boolean =>
  (Object.keys(a) as (keyof Detail)[]).every((key) => a[key] === b[key]);
