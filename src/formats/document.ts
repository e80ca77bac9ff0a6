import * as v from 'valibot';
import { LONGEST_COMMENT, type Command, type History } from '../history/history.ts';
import { LIMITS } from '../snapshot/limits.ts';
import { meanings, type Intent } from '../world/intents.ts';
import { LAN } from '../world/world.ts';
import { levels, type Level } from './levels.ts';

/** Where a node of the picture was put by hand, by the graph's node id. */
export type Positions = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

/** What was chosen to be seen, where something was. */
export interface DocumentView {
  readonly level?: Level;
  /** Ids of networks (their first 12 digits) whose members alone are shown in full. */
  readonly shown?: readonly string[];
}

/** Everything that is saved or shared of a topology. */
export interface Document {
  /** Empty where nobody named it. */
  readonly name: string;
  readonly history: History;
  readonly positions: Positions;
  readonly view?: DocumentView;
  /** What is meant of who reaches whom, where something is. */
  readonly intents?: readonly Intent[];
}

/** More than these nobody made by hand: such a document would only keep the browser busy. Lengths in characters. */
export const limits = {
  commands: 20_000,
  line: 20_000,
  /** The line by which a lab begins with real hosts carries all that is known of them. */
  import: LIMITS.text + 100,
  place: 300,
  name: 200,
  positions: 5000,
  intents: 5000,
  file: LIMITS.text + 2_000_000,
} as const;

const isImport = (place: string, line: string): boolean => place === LAN && line.startsWith('import ');

const coordinate = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(-1_000_000),
  v.maxValue(1_000_000),
  v.transform((at) => at + 0), // JSON can hold a -0, which is written as 0
);

export const positionSchema = v.strictObject({ x: coordinate, y: coordinate });

/** A record with entries of any name: valibot's own leaves `constructor` and its like out. */
export const recordOf = <T>(
  value: v.GenericSchema<unknown, T>,
  most: number,
): v.GenericSchema<unknown, Readonly<Record<string, T>>> =>
  v.pipe(
    v.custom<object>((input) => typeof input === 'object' && input !== null && !Array.isArray(input)),
    v.transform((input) => Object.entries(input)),
    v.array(v.tuple([v.pipe(v.string(), v.maxLength(limits.place)), value])),
    v.maxLength(most),
    v.transform((entries) => Object.fromEntries(entries)),
  );

export const viewSchema: v.GenericSchema<unknown, DocumentView> = v.strictObject({
  level: v.exactOptional(v.picklist(levels)),
  shown: v.exactOptional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/))), v.maxLength(limits.positions))),
});

const those = v.union([
  v.literal('all'),
  v.pipe(
    v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(limits.place))),
    v.minLength(1),
    v.maxLength(limits.positions),
  ),
]);

const intentSchema: v.GenericSchema<unknown, Intent> = v.strictObject({
  from: those,
  to: those,
  probe: v.union([
    v.strictObject({ kind: v.literal('ping') }),
    v.strictObject({
      kind: v.literal('tcp'),
      port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
    }),
  ]),
  meaning: v.picklist(meanings),
});

/** What is meant, as every format holds it. */
export const intentsSchema: v.GenericSchema<unknown, readonly Intent[]> = v.pipe(
  v.array(intentSchema),
  v.minLength(1),
  v.maxLength(limits.intents),
);

export const seedSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff));

export const commandSchema: v.GenericSchema<unknown, Command> = v.pipe(
  v.strictObject({
    place: v.pipe(v.string(), v.minLength(1), v.maxLength(limits.place)),
    line: v.pipe(v.string(), v.maxLength(limits.import)),
    comment: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_COMMENT))),
  }),
  v.check(({ place, line }) => line.length <= limits.line || isImport(place, line)),
);

/** What a document must be like, whatever file or link it comes from. */
export const documentSchema: v.GenericSchema<unknown, Document> = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(limits.name)),
  history: v.strictObject({
    seed: seedSchema,
    commands: v.pipe(v.array(commandSchema), v.maxLength(limits.commands)),
  }),
  positions: recordOf(positionSchema, limits.positions),
  view: v.exactOptional(viewSchema),
  intents: v.exactOptional(intentsSchema),
});

/**
 * The version of the formats that can hold a document: the first has no comments, the second nothing that is meant, and whoever
 * reads no later one says so.
 */
export function versionFor({ history, intents }: Document): 1 | 2 | 3 {
  if (intents !== undefined) return 3;
  return history.commands.some(({ comment }) => comment !== undefined) ? 2 : 1;
}

/** Why a link or a file cannot be opened. */
export type Unreadable =
  /** Not one of ours. */
  | 'foreign'
  /** One of ours, but not all of it, or not as it was. */
  | 'damaged'
  /** Made by a later Hopscope. */
  | 'newer'
  | 'too-large';

export type Reading =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly reason: Unreadable };
