/** Snapshots of real hosts, with what was tried there: `npm run check:snapshot` saves them, a test plays them anew. */
import type { Snapshot } from '../../src/snapshot/snapshot.ts';

/** How a try ended: by the first letters of answers, refused, silent, unreachable; `?` where the model cannot tell. */
export type Result = 'a' | 'r' | 's' | 'u' | '?';

/** By place and address, each port and how it ended: `{ client: { '192.168.65.10': 'ping a tcp/80 r' } }`. */
export type Probes = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Saved {
  readonly scenario: string;
  readonly snapshot: Snapshot;
  readonly probes: Probes;
}

export interface Cell {
  readonly from: string;
  readonly address: string;
  /** `ping`, `tcp/80`, `udp/53` */
  readonly port: string;
  readonly result: Result;
}

export const cellsOf = (probes: Probes): Cell[] =>
  Object.entries(probes).flatMap(([from, row]) =>
    Object.entries(row).flatMap(([address, text]) =>
      [...text.matchAll(/(\S+) (\S)/g)].map(([, port = '', result]) => ({
        from,
        address,
        port,
        result: result as Result,
      })),
    ),
  );

/** The text of a file. */
export const savedText = ({ scenario, snapshot, probes }: Saved): string =>
  `${JSON.stringify({ scenario, probes, snapshot })}\n`;
