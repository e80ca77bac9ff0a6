import * as v from 'valibot';

const count = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(8.64e15), // what a date can be
  v.transform((n) => n + 0), // not -0
);

const savedSchema = v.object({
  id: v.string(),
  name: v.string(),
  /** When it was last changed, in milliseconds since the epoch. */
  changed: count,
  /** How many commands it has. */
  commands: count,
  /** How many of them are done, where some lie ahead. */
  done: v.exactOptional(count),
  /** The document itself, as links carry it. */
  fragment: v.string(),
});

/** A document as the browser keeps it. */
export type Saved = Readonly<v.InferOutput<typeof savedSchema>>;

/** What the browser kept, if it is a document; anybody may have written there. */
export function savedOf(kept: unknown): Saved | undefined {
  const saved = v.safeParse(savedSchema, kept);
  return saved.success ? saved.output : undefined;
}
