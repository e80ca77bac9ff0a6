import { useCallback, useEffect, useRef, useState } from 'react';
import type { End } from '../../world/ends.ts';
import type { Probe, Row } from '../../world/reach.ts';
import type { World } from '../../world/world.ts';
import { useStores } from '../stores/stores.tsx';

/** How many cells are asked for at once, and how many rows at most. */
const CELLS = 1200;
const PORTION = 8;

export interface Rows {
  readonly rows: readonly Row[];
  readonly state: 'working' | 'stopped' | 'done';
  readonly stop: () => void;
  readonly resume: () => void;
}

/** The rows as they are found out, some at a time, until somebody stops it. */
export function useRows(world: World, ends: readonly End[], probe: Probe): Rows {
  const { simulator } = useStores();
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [stopped, setStopped] = useState(false);
  const found = useRef<{ readonly of: readonly unknown[]; readonly rows: readonly Row[] }>({ of: [], rows: [] });
  useEffect(() => {
    const of = [world, ends, probe];
    if (!of.every((each, at) => each === found.current.of[at])) found.current = { of, rows: [] };
    if (stopped) return undefined;
    let wanted = true;
    const places = ends.map(({ place }) => place);
    const portion = Math.max(1, Math.min(PORTION, Math.floor(CELLS / Math.max(1, places.length))));
    const work = async () => {
      while (wanted && found.current.rows.length < places.length) {
        const known = found.current.rows;
        const from = places.slice(known.length, known.length + portion);
        const more = await simulator.ask('reach', world, from, places, probe);
        if (!wanted) return;
        found.current = { of, rows: [...known, ...more] };
        setRows(found.current.rows);
      }
    };
    work().catch(() => wanted && setStopped(true)); // the rows that took too long stay empty
    return () => {
      wanted = false;
    };
  }, [simulator, world, ends, probe, stopped]);
  const stop = useCallback(() => setStopped(true), []);
  const resume = useCallback(() => setStopped(false), []);
  return { rows, state: rows.length >= ends.length ? 'done' : stopped ? 'stopped' : 'working', stop, resume };
}
