import { createStore } from 'zustand/vanilla';
import { toBase64Url } from '../formats/base64url.ts';
import { createAttendance } from './attendance.ts';
import { randomBytes, type Bytes } from './bytes.ts';
import { framed, opener } from './frame.ts';
import { inbox } from './inbox.ts';
import { newSigningPair, roomOf, signerOf, type SigningPair } from './keys.ts';
import { LIMITS, PACE, type Pace } from './limits.ts';
import { classFragmentOf } from './link.ts';
import { readState, topicsOf } from './messages.ts';
import { epochAfter } from './order.ts';
import { createQuota } from './quota.ts';
import { newSealingPair, sealingKeyOf } from './sealed.ts';
import type { Instructor, InstructorState } from './session.ts';
import { createTelling } from './telling.ts';
import type { Connect } from './transport/transport.ts';

/** A class as its instructor holds it, to begin it or to go on with it. */
export interface HeldClass {
  readonly secret: Bytes;
  readonly signing: SigningPair;
  readonly sealing: CryptoKeyPair;
  /** The last epoch of its messages; 0 before the first. */
  readonly epoch: number;
}

const SECRET = 16;

export const newClass = async (): Promise<HeldClass> => ({
  secret: randomBytes(SECRET),
  signing: await newSigningPair(),
  sealing: await newSealingPair(),
  epoch: 0,
});

/**
 * Drives a class, from its beginning or on from where it was left.
 * @param remember is told of each epoch that begins, to be kept with the class
 */
export async function createInstructor({
  held,
  connect,
  remember = () => undefined,
  pace = PACE,
}: {
  readonly held: HeldClass;
  readonly connect: Connect;
  readonly remember?: ((epoch: number) => void) | undefined;
  readonly pace?: Pace;
}): Promise<Instructor> {
  const room = await roomOf(held.secret);
  const signer = await signerOf(held.signing);
  const topics = topicsOf(room.id);
  const store = createStore<InstructorState>(() => ({
    status: 'connecting',
    fragment: classFragmentOf({ secret: held.secret, instructor: signer.id }),
    students: new Map(),
    standing: 'driving',
    tooLarge: false,
    dropped: 0,
  }));
  const drop = () => store.setState(({ dropped }) => ({ dropped: dropped + 1 }));
  const hearer = inbox(opener(room, LIMITS.students), drop);

  let epoch = epochAfter(held.epoch);
  /** The highest epoch that is known of. */
  let highest = epoch;
  /** The number of the last state of this session's that came back. */
  let echoed = 0;

  const send =
    (topic: string, options: { readonly keep?: boolean } = {}) =>
    async (message: object) => {
      const frame = await framed(room, topic, signer, JSON.stringify(message));
      if (store.getState().standing !== 'elsewhere') transport.publish(topic, frame, options);
    };
  const telling = createTelling({
    sendState: send(topics.state, { keep: true }),
    sendStep: send(topics.steps),
    seal: toBase64Url(await sealingKeyOf(held.sealing)),
    pace,
    onTooLarge: (tooLarge) => {
      if (tooLarge !== store.getState().tooLarge) store.setState({ tooLarge });
    },
  });
  const attendance = createAttendance({
    sealing: held.sealing,
    epoch: () => epoch,
    pace,
    onChange: (students) => store.setState({ students }),
    onCome: () => telling.greet(),
  });
  const sweeping = setInterval(attendance.sweep, pace.silence / 4);

  /** Another window may drive the class, and anybody may keep something in the place of the state. */
  const hearState = hearer(LIMITS.state, (opened) => {
    const message = opened?.from === signer.id ? readState(opened.text) : undefined;
    if (message === undefined || message.e < epoch || (message.e === epoch && message.n <= echoed)) telling.mend();
    if (message === undefined) return false;
    if (message.e === epoch) echoed = Math.max(echoed, message.n);
    else if (message.e >= highest) {
      highest = message.e;
      telling.pause();
      store.setState({ standing: 'over' in message ? 'ended' : 'elsewhere' });
    }
    return true;
  });
  const hasLeft = createQuota(LIMITS.reportsOfAll);
  const hearReport = hearer(LIMITS.report, async (opened, topic) => {
    const taken = await attendance.take(opened, topic.slice(topics.reportsOf('').length));
    telling.tick();
    return taken;
  });

  const transport = connect({
    onStatus: (status) => {
      if (status === store.getState().status) return;
      store.setState({ status });
      if (status === 'open') telling.again();
    },
  });
  transport.subscribe(topics.state, (message, topic) => {
    if (message.length > LIMITS.state) telling.mend();
    hearState(message, topic);
  });
  transport.subscribe(topics.reportsOf('+'), (message, topic) => (hasLeft() ? hearReport(message, topic) : drop()));

  const drive = () => {
    epoch = highest = epochAfter(highest);
    echoed = 0;
    remember(epoch);
    telling.begin(epoch);
  };
  const close = () => {
    clearInterval(sweeping);
    telling.pause();
    transport.close();
  };
  remember(epoch);
  telling.begin(epoch);

  return {
    ...store,
    show: telling.show,
    takeOver: () => {
      if (store.getState().standing !== 'elsewhere') return;
      store.setState({ standing: 'driving', students: new Map() });
      drive();
    },
    end: () => {
      const { standing } = store.getState();
      store.setState({ standing: 'ended' });
      if (standing === 'driving') void telling.end().finally(close);
      else close();
    },
    leave: close,
  };
}
