import * as v from 'valibot';
import type { Unreadable } from '../../formats/document.ts';

/* How a page and the Hopscope that it frames talk: README.md, "Embed". What is in a message is never believed unchecked. */

/** The version of this talk. */
export const VERSION = 1;

const requestSchema = v.variant('hopscope', [
  v.object({ hopscope: v.literal('load'), link: v.optional(v.string()), text: v.optional(v.string()) }),
  v.object({
    hopscope: v.literal('step'),
    moments: v.optional(v.pipe(v.number(), v.integer())),
    hops: v.optional(v.pipe(v.number(), v.integer())),
    to: v.optional(v.pipe(v.number(), v.integer())),
  }),
  v.object({ hopscope: v.picklist(['play', 'pause', 'listen']) }),
]);

/** What the page around asks for. */
export type Request = v.InferOutput<typeof requestSchema>;

/** What a message asks for; undefined where it is none of ours. */
export function requestOf(data: unknown): Request | undefined {
  const request = v.safeParse(requestSchema, data);
  return request.success ? request.output : undefined;
}

/** What it is told. Hops, steps and commands are counted from 0. */
export type Told =
  | { readonly event: 'loaded'; readonly commands: number; readonly hops: number }
  | { readonly event: 'failed'; readonly reason: Unreadable | 'simulator' }
  | {
      readonly event: 'hop';
      readonly hop: number;
      readonly hops: number;
      /** The step of the story, such as a moment, that the hop is a part of. */
      readonly step: number;
      readonly steps: number;
      readonly playing: boolean;
      /** The machine or container, such as host1/web. */
      readonly place: string;
      /** What the step tells, in the frame's language. */
      readonly text: string;
    };
