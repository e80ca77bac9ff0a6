import { toBase64Url } from '../formats/base64url.ts';
import { bytesOf, type Bytes } from './bytes.ts';
import type { Lecture, Moment, Shown } from './lecture.ts';

/** Where in a lecture one stands: small, and other with nearly every step. */
export interface Standpoint {
  readonly done: number;
  readonly moment?: Moment;
}

/** What there is to see and to answer, wherever one stands. */
export interface Content extends Omit<Lecture, 'shown'>, Omit<Shown, keyof Standpoint> {}

export const standpointOf = ({ done, moment }: Shown): Standpoint => ({ done, ...(moment && { moment }) });

export function contentOf({ history, name, positions, shown }: Lecture): Content {
  const { view, question, assignment } = shown;
  return { history, name, positions, view, ...(question && { question }), ...(assignment && { assignment }) };
}

/** A standpoint beyond the history is at its end. */
export const lectureOf = (content: Content, { done, moment }: Standpoint): Lecture => {
  const { history, name, positions, ...rest } = content;
  const shown: Shown = { ...rest, done: Math.min(done, history.commands.length), ...(moment && { moment }) };
  return { history, name, positions, shown };
};

const DIGEST = 9;

/** What a content is told from others by: 72 bits of its SHA-256, in base64url; and its length in bytes. */
export async function digestOf(content: Content): Promise<{ readonly digest: string; readonly length: number }> {
  const bytes = canonical(content);
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return { digest: toBase64Url(new Uint8Array(hash).subarray(0, DIGEST)), length: bytes.length };
}

/** The same bytes for the same content, in whatever order its records are. */
function canonical({ history, name, positions, view, question, assignment }: Content): Bytes {
  const placed = Object.entries(positions).map(([node, { x, y }]) => [node, x, y] as const);
  return bytesOf(
    JSON.stringify([
      history.seed,
      history.commands.map(({ place, line, comment }) => [place, line, comment]),
      name,
      placed.sort(([a], [b]) => (a < b ? -1 : 1)),
      [view.level, view.shown],
      question && [question.id, question.stage, inOrder(question.about), question.counts],
      assignment && [assignment.id, inOrder(assignment.lesson)],
    ]),
  );
}

const inOrder = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
