import { createStore } from 'zustand/vanilla';
import { createFollowing } from './following.ts';
import { framed, opener } from './frame.ts';
import { inbox } from './inbox.ts';
import { roomOf, signerOf, type SigningPair } from './keys.ts';
import type { Report } from './lecture.ts';
import { LIMITS, PACE, type Pace } from './limits.ts';
import type { ClassLink } from './link.ts';
import { readState, readStep, topicsOf } from './messages.ts';
import { createReporting } from './reporting.ts';
import type { Student, StudentState } from './session.ts';
import type { Connect } from './transport/transport.ts';

/** What a student's page is known by in a class. It names nobody. */
export interface Pupil {
  readonly signing: SigningPair;
  /** The last epoch of its messages; 0 before the first. */
  readonly epoch: number;
  /** What it answered last. */
  readonly answer?: Report['answer'];
}

/**
 * Follows a class.
 * @param remember is told of each epoch that begins, and of each answer, to be kept with the pupil
 */
export async function createStudent({
  link,
  pupil,
  connect,
  remember = () => undefined,
  pace = PACE,
}: {
  readonly link: ClassLink;
  readonly pupil: Pupil;
  readonly connect: Connect;
  readonly remember?: ((change: Partial<Omit<Pupil, 'signing'>>) => void) | undefined;
  readonly pace?: Pace;
}): Promise<Student> {
  const room = await roomOf(link.secret);
  const signer = await signerOf(pupil.signing);
  const topics = topicsOf(room.id);
  const own = topics.reportsOf(signer.id);
  const store = createStore<StudentState>(() => ({
    status: 'connecting',
    answer: pupil.answer,
    silent: false,
    ended: false,
    dropped: 0,
  }));
  const following = createFollowing();
  const hearer = inbox(opener(room, 4), () => store.setState(({ dropped }) => ({ dropped: dropped + 1 })));

  const reporting = createReporting({
    frame: (message) => framed(room, own, signer, JSON.stringify(message)),
    publish: (frame) => transport.publish(own, frame),
    epoch: pupil.epoch,
    remember: (epoch) => remember({ epoch }),
    pace,
  });
  let farewell = await reporting.begin();
  if (pupil.answer) reporting.change({ answer: pupil.answer });

  let silence: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => store.setState({ silent: true }), pace.silence);
    if (store.getState().silent) store.setState({ silent: false });
  };

  let endState: (() => void) | undefined;
  let askedAt = -Infinity;
  /** Hears the state until what is shown is what the instructor shows; where it does not come, it is asked for anew. */
  const takeState = () => {
    const now = performance.now();
    if (endState && now < askedAt + pace.state) return;
    endState?.();
    askedAt = now;
    endState = transport.subscribe(topics.state, hearState);
  };
  const hearState = hearer(LIMITS.state, async (opened) => {
    const message = opened?.from === link.instructor ? readState(opened.text) : undefined;
    return message !== undefined && (await following.takeState(message)) && tell();
  });
  const hearStep = hearer(LIMITS.step, async (opened) => {
    const message = opened?.from === link.instructor ? readStep(opened.text) : undefined;
    if (message === undefined || !(await following.takeStep(message))) return false;
    heard();
    if ('roll' in message) reporting.soon();
    return tell();
  });
  const tell = (): true => {
    const lecture = following.lecture();
    const ended = following.ended();
    const now = store.getState();
    if (now.lecture !== lecture || now.ended !== ended) store.setState({ lecture, ended });
    if (following.isCurrent() || ended) {
      endState?.();
      endState = undefined;
    } else takeState();
    const instructor = following.instructor();
    if (instructor) reporting.to(instructor.epoch, instructor.seal);
    reporting.tick();
    return true;
  };

  const transport = connect({
    onStatus: (status) => {
      if (status === store.getState().status) return;
      store.setState({ status });
      if (status !== 'open') return;
      following.miss();
      takeState();
      reporting.soon();
    },
    will: async () => {
      farewell = await reporting.begin();
      return { topic: own, message: farewell };
    },
  });
  transport.subscribe(topics.steps, hearStep);
  takeState();
  heard();

  return {
    ...store,
    report: (change) => {
      reporting.change(change);
      const { answer } = change;
      if (answer === undefined) return;
      store.setState({ answer });
      remember({ answer });
    },
    leave: () => {
      clearTimeout(silence);
      reporting.stop();
      transport.publish(own, farewell);
      transport.close();
    },
  };
}
