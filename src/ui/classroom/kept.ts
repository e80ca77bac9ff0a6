import * as v from 'valibot';
import type { Assignment, Question } from '../../classroom/lecture.ts';
import { assignmentSchema, questionSchema } from '../../classroom/messages.ts';
import { KEYS } from './classroom.ts';

/** The class that a tab comes back to after a reload: one that it drives or follows, by its fragment. */
export type KeptClass = { readonly teaching: string } | { readonly attending: string; readonly name: string };

/** What a class was asked and handed, so that the instructor's page can go on with it. */
export interface Asked {
  readonly question?: Question | undefined;
  /** The id of the right option, which the question does not tell yet. */
  readonly right?: string | undefined;
  readonly assignment?: Assignment | undefined;
}

const keptSchema: v.GenericSchema<unknown, KeptClass> = v.union([
  v.strictObject({ teaching: v.string() }),
  v.strictObject({ attending: v.string(), name: v.string() }),
]);

const askedSchema: v.GenericSchema<unknown, Asked> = v.strictObject({
  question: v.optional(questionSchema),
  right: v.optional(v.string()),
  assignment: v.optional(assignmentSchema),
});

/** Anybody may have written there. */
function read<T>(text: string | null | undefined, schema: v.GenericSchema<unknown, T>): T | undefined {
  try {
    const found = v.safeParse(schema, JSON.parse(text ?? 'null'));
    return found.success ? found.output : undefined;
  } catch {
    return undefined;
  }
}

export const keptClassOf = (text: string | undefined): KeptClass | undefined => read(text, keptSchema);

const KEY = 'hopscope.class.asked';

export function keepAsked(asked: Asked): void {
  try {
    if (asked.question === undefined && asked.assignment === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(asked));
  } catch {
    // storage is blocked: a reload takes back what was asked
  }
}

export function keptAsked(): Asked {
  try {
    return read(sessionStorage.getItem(KEY), askedSchema) ?? {};
  } catch {
    return {}; // storage is blocked
  }
}

/** Lets this tab come back to a class after a reload, or no longer. */
export function rememberClass(kept: string | undefined): void {
  try {
    if (kept === undefined) sessionStorage.removeItem(KEYS.left);
    else sessionStorage.setItem(KEYS.left, kept);
  } catch {
    // storage is blocked: a reload leaves the class
  }
}

/** Notes whether this browser holds a class that can be gone on with. */
export function noteHeld(held: boolean): void {
  try {
    if (held) localStorage.setItem(KEYS.held, '1');
    else localStorage.removeItem(KEYS.held);
  } catch {
    // storage is blocked: nothing leads back to a class that is left
  }
}
