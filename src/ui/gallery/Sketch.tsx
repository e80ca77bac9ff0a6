import { Fragment } from 'react';
import { networkColor } from '../../graph/palette.ts';
import type { ExampleId } from '../../lessons/gallery.ts';
import { useShownTheme } from '../page/media.ts';
import styles from './Gallery.module.css';

/** A bridge as a bar from one x to another, in the colour of that index. */
interface Bar {
  readonly from: number;
  readonly to: number;
  readonly color: number;
}

/** A container, with the bars that it hangs from; none where it has the host's own network. */
interface Box {
  readonly x: number;
  readonly on: readonly number[];
  /** It stands in the box at its left, as one that shares its network does. */
  readonly joined?: boolean | undefined;
}

interface Plan {
  readonly bars: readonly Bar[];
  readonly boxes: readonly Box[];
  /** Corners of the way that the example's traffic takes. */
  readonly way: readonly (readonly [number, number])[];
  /** The traffic ends there. */
  readonly blocked?: boolean | undefined;
  /** One where nothing is said. */
  readonly hosts?: 1 | 2 | undefined;
}

const BAR = { y: 54, height: 8 };
const BOX = { y: 84, width: 34, height: 26 };
const TOP = 14;
const WALL = 30;

const frames = {
  1: [{ x: 10, width: 210 }],
  2: [
    { x: 10, width: 102 },
    { x: 118, width: 102 },
  ],
} as const;

const plans: Readonly<Record<ExampleId, Plan>> = {
  published: {
    bars: [{ from: 40, to: 190, color: 0 }],
    boxes: [
      { x: 80, on: [0] },
      { x: 150, on: [0] },
    ],
    way: [
      [80, 0],
      [80, 84],
    ],
  },
  default: {
    bars: [{ from: 40, to: 190, color: 0 }],
    boxes: [
      { x: 80, on: [0] },
      { x: 150, on: [0] },
    ],
    way: [
      [150, 84],
      [150, 58],
      [80, 58],
      [80, 84],
    ],
  },
  named: {
    bars: [{ from: 40, to: 190, color: 1 }],
    boxes: [
      { x: 80, on: [0] },
      { x: 150, on: [0] },
    ],
    way: [
      [150, 84],
      [150, 58],
      [80, 58],
      [80, 84],
    ],
  },
  isolated: {
    bars: [
      { from: 24, to: 128, color: 1 },
      { from: 148, to: 206, color: 2 },
    ],
    boxes: [
      { x: 50, on: [0] },
      { x: 102, on: [0] },
      { x: 177, on: [1] },
    ],
    way: [
      [177, 84],
      [177, 30],
      [150, 30],
    ],
    blocked: true,
  },
  proxy: {
    bars: [
      { from: 24, to: 110, color: 1 },
      { from: 124, to: 206, color: 2 },
    ],
    boxes: [
      { x: 117, on: [0, 1] },
      { x: 180, on: [1] },
    ],
    way: [
      [127, 84],
      [127, 58],
      [180, 58],
      [180, 84],
    ],
  },
  host: {
    bars: [{ from: 110, to: 200, color: 0 }],
    boxes: [
      { x: 66, on: [] },
      { x: 155, on: [0] },
    ],
    way: [
      [66, 0],
      [66, 84],
    ],
  },
  macvlan: {
    bars: [{ from: 60, to: 170, color: 2 }],
    boxes: [
      { x: 88, on: [0] },
      { x: 142, on: [0] },
    ],
    way: [
      [88, 0],
      [88, 84],
    ],
  },
  overlay: {
    hosts: 2,
    bars: [
      { from: 26, to: 96, color: 6 },
      { from: 134, to: 204, color: 6 },
    ],
    boxes: [
      { x: 61, on: [0] },
      { x: 169, on: [1] },
    ],
    way: [
      [169, 84],
      [169, 6],
      [61, 6],
      [61, 84],
    ],
  },
  shop: {
    bars: [
      { from: 20, to: 78, color: 1 },
      { from: 86, to: 144, color: 2 },
      { from: 152, to: 210, color: 3 },
    ],
    boxes: [
      { x: 82, on: [0, 1] },
      { x: 148, on: [1, 2] },
      { x: 190, on: [2] },
    ],
    way: [
      [72, 0],
      [72, 84],
    ],
  },
  sharing: {
    bars: [
      { from: 24, to: 92, color: 4 },
      { from: 104, to: 206, color: 1 },
    ],
    boxes: [
      { x: 50, on: [0] },
      { x: 98, on: [0, 1] },
      { x: 180, on: [1] },
    ],
    way: [
      [180, 84],
      [180, 58],
      [108, 58],
      [108, 84],
    ],
  },
  sidecar: {
    bars: [{ from: 40, to: 190, color: 5 }],
    boxes: [
      { x: 70, on: [0] },
      { x: 104, on: [], joined: true },
      { x: 170, on: [0] },
    ],
    way: [
      [170, 84],
      [170, 58],
      [80, 58],
      [80, 84],
    ],
  },
  monitoring: {
    bars: [
      { from: 24, to: 112, color: 2 },
      { from: 124, to: 206, color: 6 },
    ],
    boxes: [
      { x: 54, on: [0] },
      { x: 118, on: [0, 1] },
      { x: 182, on: [1] },
    ],
    way: [
      [182, 0],
      [182, 84],
    ],
  },
};

/** A small picture of an example: bridges as bars, containers below, the way of its traffic. */
export function Sketch({ id }: { readonly id: ExampleId }) {
  const theme = useShownTheme();
  const { bars, boxes, way, blocked = false, hosts = 1 } = plans[id];
  const colorOf = (bar: number) => networkColor(bars[bar]?.color ?? 0, theme);
  const [endX, endY] = way.at(-1) ?? [0, 0];
  return (
    <svg viewBox="0 0 230 124" className={styles['sketch']} aria-hidden>
      {frames[hosts].map(({ x, width }) => (
        <Fragment key={x}>
          <rect x={x} y={TOP} width={width} height="104" rx="8" fill="var(--host)" stroke="var(--line-strong)" />
          <rect x={x + 10} y={WALL - 6} width={width - 20} height="12" rx="4" fill="var(--chip)" />
        </Fragment>
      ))}
      {boxes.flatMap(({ x, on }) =>
        on.map((bar, at) => (
          <path
            key={`${x} ${bar}`}
            d={`M${x + (at - (on.length - 1) / 2) * 20} ${BAR.y + 4}V${BOX.y}`}
            stroke={colorOf(bar).line}
            strokeWidth="1.5"
          />
        )),
      )}
      {bars.map(({ from, to }, bar) => (
        <rect
          key={from}
          x={from}
          y={BAR.y}
          width={to - from}
          height={BAR.height}
          rx="3"
          fill={colorOf(bar).soft}
          stroke={colorOf(bar).line}
        />
      ))}
      {boxes.map(({ x, on, joined = false }) => (
        <rect
          key={x}
          x={x - BOX.width / 2}
          y={BOX.y}
          width={BOX.width}
          height={BOX.height}
          rx="5"
          fill="var(--panel)"
          stroke={on.length === 0 && !joined ? 'var(--ink-3)' : 'var(--line-strong)'}
        />
      ))}
      <path
        d={way.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('')}
        fill="none"
        stroke={blocked ? 'var(--bad)' : 'var(--accent)'}
        strokeWidth="2"
        strokeLinejoin="round"
      />
      {blocked ? (
        <path d={`M${endX - 4} ${endY - 4}l8 8m0 -8l-8 8`} stroke="var(--bad)" strokeWidth="2" strokeLinecap="round" />
      ) : (
        <circle cx={endX} cy={endY} r="3.5" fill="var(--accent)" />
      )}
    </svg>
  );
}
