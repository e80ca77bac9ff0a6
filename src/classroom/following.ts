import { fromBase64Url } from '../formats/base64url.ts';
import { readFragment } from '../formats/link.ts';
import type { Bytes } from './bytes.ts';
import { changed } from './changes.ts';
import { digestOf, lectureOf, type Content, type Standpoint } from './content.ts';
import type { Lecture } from './lecture.ts';
import type { StateMessage, StepMessage } from './messages.ts';
import { isLater, NEVER, type Order } from './order.ts';

/** What the messages of an instructor come to. */
export interface Following {
  /** Each says whether the message was taken: one that is not later than what was taken is a replay. */
  readonly takeState: (message: StateMessage) => Promise<boolean>;
  readonly takeStep: (message: StepMessage) => Promise<boolean>;
  /** What is shown, as far as it is known. */
  readonly lecture: () => Lecture | undefined;
  /**
   * Whether that is what the latest step speaks of. Otherwise the state has to be taken; and a state alone does not do, as it may
   * have been kept for a while.
   */
  readonly isCurrent: () => boolean;
  /** Says that steps may have passed unheard. */
  readonly miss: () => void;
  readonly ended: () => boolean;
  /** Whom to report to, once it is known: the session of the instructor's, and the public key. */
  readonly instructor: () => { readonly epoch: number; readonly seal: Bytes } | undefined;
}

interface Known {
  readonly content: Content;
  readonly digest: string;
}

export function createFollowing(): Following {
  let latest: Order = NEVER;
  let latestState: Order = NEVER;
  let known: Known | undefined;
  /** Where the instructor stands, and the digest of what is there. */
  let told: (Standpoint & { readonly digest: string }) | undefined;
  let lecture: Lecture | undefined;
  let hasHeard = false;
  let ended = false;
  let seal: Bytes | undefined;

  const isKnown = () => known !== undefined && known.digest === told?.digest;
  const show = (at: Standpoint) => {
    if (known) lecture = lectureOf(known.content, at);
  };

  return {
    takeState: async (message) => {
      if (!isLater(message, latestState)) return message.e === latestState.e && message.n === latestState.n;
      const isNews = isLater(message, latest);
      if ('over' in message) {
        latestState = message;
        if (isNews) [latest, ended] = [message, true];
        return true;
      }
      const content = contentIn(message);
      if (content === undefined) return false;
      const { digest } = await digestOf(content);
      latestState = message;
      seal = fromBase64Url(message.seal)?.slice();
      if (isNews) {
        [latest, ended] = [message, false];
        told = { ...message, digest };
      }
      if (isNews || known === undefined || digest === told?.digest) known = { content, digest };
      if (isKnown() && told) show(told);
      else if (lecture === undefined) show(message);
      return true;
    },
    takeStep: async (message) => {
      if (!isLater(message, latest)) return false;
      latest = message;
      ended = 'over' in message;
      if ('over' in message) return true;
      told = message;
      if (known && !isKnown() && known.digest === message.from?.digest) {
        const content = changed(known.content, message.from.change);
        const { digest } = await digestOf(content);
        if (digest === message.digest) known = { content, digest };
      }
      if (isKnown()) show(message);
      hasHeard = true;
      return true;
    },
    lecture: () => lecture,
    isCurrent: () => hasHeard && isKnown(),
    miss: () => {
      hasHeard = false;
    },
    ended: () => ended,
    instructor: () => seal && { epoch: latest.e, seal },
  };
}

function contentIn({ lab, view, question, assignment }: Exclude<StateMessage, { over: true }>): Content | undefined {
  const reading = readFragment(lab);
  if (!reading.ok) return undefined;
  const { history, name, positions } = reading.document;
  return { history, name, positions, view, ...(question && { question }), ...(assignment && { assignment }) };
}
