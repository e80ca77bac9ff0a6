import * as v from 'valibot';
import { readFragment } from '../../formats/link.ts';

/** The format of what the browser keeps; a Hopscope that writes what this one cannot read counts it up. */
export const FORMAT = 1;

/** What a date can be at most, in milliseconds. */
const LATEST = 8.64e15;

const count = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(LATEST),
  v.transform((n) => n + 0), // not -0
);

export const savedSchema = v.object({
  id: v.string(),
  name: v.string(),
  /** When it was last changed by the clock of the device, in milliseconds since the epoch. */
  changed: count,
  /** Higher than that of all that were changed before it, also where the clock was set back; see `orderAfter`. */
  order: v.exactOptional(count),
  /** How many commands it has. */
  commands: count,
  /** How many of them are done, where some lie ahead. */
  done: v.exactOptional(count),
  /** The document itself, as links carry it. */
  fragment: v.string(),
});

/** A document as the browser keeps it. */
export type Saved = Readonly<v.InferOutput<typeof savedSchema>>;

/** What of a record is the document. */
export const contentSchema = v.pick(savedSchema, ['name', 'done', 'fragment']);

export type Content = Pick<Saved, 'name' | 'done' | 'fragment'>;

/** What stands in the browser's storage under an id: a document, or what cannot be read as one. */
export type Kept =
  | { readonly state: 'whole'; readonly id: string; readonly saved: Saved }
  | { readonly state: 'damaged' | 'newer'; readonly id: string; readonly name: string; readonly record: unknown };

/** What the browser kept, if it is a document of this format; anybody may have written there. */
export function savedOf(kept: unknown): Saved | undefined {
  const saved = v.safeParse(savedSchema, kept);
  return saved.success && !isNewer(kept) ? saved.output : undefined;
}

/** Reads what the browser kept, to the document in it. */
export function keptOf(id: string, record: unknown): Kept {
  const saved = savedOf(record);
  const reading = saved && readFragment(saved.fragment);
  if (saved?.id === id && reading?.ok === true) return { state: 'whole', id, saved };
  const newer = isNewer(record) || (reading?.ok === false && reading.reason === 'newer');
  const name = fieldOf(record, 'name');
  return { state: newer ? 'newer' : 'damaged', id, name: typeof name === 'string' ? name.slice(0, 200) : '', record };
}

/** Whether two records hold the same document, whenever they were written. */
export const isSame = (a: Content | undefined, b: Content): boolean =>
  a?.fragment === b.fragment && a.name === b.name && a.done === b.done;

/** The place of a record among those of its library, the last changed highest. */
export function orderOf(record: unknown): number {
  const order = [fieldOf(record, 'order'), fieldOf(record, 'changed')].find((value) => v.is(count, value));
  return typeof order === 'number' ? order : 0;
}

/** The order of what is changed now: the time, unless the clock was later before. */
export const orderAfter = (latest: number, now: number): number => Math.min(Math.max(now, latest + 1), LATEST);

function isNewer(record: unknown): boolean {
  const format = fieldOf(record, 'format');
  return typeof format === 'number' && format > FORMAT;
}

const fieldOf = (record: unknown, field: string): unknown =>
  typeof record === 'object' && record !== null ? (record as Readonly<Record<string, unknown>>)[field] : undefined;
