import { fragmentOf } from '../formats/link.ts';
import { bytesOf } from './bytes.ts';
import { changeOf, isSame } from './changes.ts';
import { contentOf, digestOf, standpointOf, type Content, type Standpoint } from './content.ts';
import { FRAMING } from './frame.ts';
import type { Lecture } from './lecture.ts';
import { LIMITS, type Pace } from './limits.ts';
import type { StateMessage, StepMessage } from './messages.ts';

/** Tells a class what is shown: steps as it changes, and the state for who comes. */
export interface Telling {
  readonly show: (lecture: Lecture) => void;
  /** Begins a session of that epoch: all is told anew, and all students are asked to report. */
  readonly begin: (epoch: number) => void;
  /** Tells all anew, as what was told before may not have come. */
  readonly again: () => void;
  /** Sends a step soon, though nothing changed: who comes knows by it whether the state that was kept is what is shown. */
  readonly greet: () => void;
  /** Sends the state anew, as something else is kept in its place. */
  readonly mend: () => void;
  /** Looks what is due: clocks of pages that are not looked at are slow. */
  readonly tick: () => void;
  readonly pause: () => void;
  /** Says that it is over, then resolves. */
  readonly end: () => Promise<void>;
}

interface Prepared {
  readonly content: Content;
  readonly digest: string;
  readonly at: Standpoint;
}

/** A content whose JSON has at most so many bytes fits in a state for sure. */
const SURELY = LIMITS.state / 2;

export function createTelling(options: {
  /** Publishes the message, framed. */
  readonly sendState: (message: StateMessage) => Promise<void>;
  readonly sendStep: (message: StepMessage) => Promise<void>;
  /** The public key that reports are sealed to, in base64url. */
  readonly seal: string;
  readonly pace: Pace;
  readonly onTooLarge: (tooLarge: boolean) => void;
}): Telling {
  const { sendState, sendStep, seal, pace, onTooLarge } = options;
  let epoch: number | undefined;
  let n = 0;
  let shown: Lecture | undefined;
  /** Of `shown`, or of the last one before it that can be sent. */
  let prepared: Prepared | undefined;
  let preparedOf: Lecture | undefined;
  let told: Prepared | undefined;
  let roll = false;
  let greeting = false;
  let stepAt = -Infinity;
  let stateAt = -Infinity;
  /** Since when the state is not what it should be. */
  let staleSince: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<void> | undefined;
  let isAgain = false;

  const order = (e: number) => ({ e, n: (n += 1) });

  async function prepare(lecture: Lecture): Promise<void> {
    if (lecture === preparedOf) return;
    preparedOf = lecture;
    const content = sameOr(prepared?.content, contentOf(lecture));
    const at = standpointOf(lecture.shown);
    if (content === prepared?.content) {
      prepared = { ...prepared, at };
      onTooLarge(false);
      return;
    }
    const { digest, length } = await digestOf(content);
    const fits = length <= SURELY || sizeOf(stateOf({ content, digest, at }, 0)) <= LIMITS.state;
    if (fits) prepared = { content, digest, at };
    onTooLarge(!fits);
  }

  const stateOf = ({ content, at }: Prepared, e: number): StateMessage => {
    const { view, question, assignment } = content;
    const rest = { view, ...(question && { question }), ...(assignment && { assignment }) };
    return { ...order(e), ...at, seal, lab: labOf(content), ...rest };
  };

  async function tellState(now: Prepared, e: number): Promise<void> {
    stateAt = performance.now();
    staleSince = undefined;
    await sendState(stateOf(now, e));
  }

  /** Tells what is to be told. Resolves to the milliseconds until there is more to do. */
  async function work(): Promise<number> {
    const e = epoch;
    const start = performance.now();
    if (e === undefined || shown === undefined) return Infinity;
    if (start < stepAt + pace.step) return stepAt + pace.step - start;
    await prepare(shown);
    const now = prepared;
    if (epoch !== e) return 0;
    if (now === undefined) return Infinity;
    const moved = told?.digest !== now.digest || !isSame(told.at, now.at);
    const rest = greeting ? pace.whole : pace.heartbeat;
    if (moved || roll || start >= stepAt + rest) {
      const step = stepOf(now, e);
      if (step === undefined) {
        if (start < stateAt + pace.whole) return stateAt + pace.whole - start;
        await tellState(now, e);
        if (epoch !== e) return 0;
      }
      // Where one stands in it, who comes is told by the step that greets.
      if (step && 'from' in step) staleSince ??= start;
      told = now;
      stepAt = start;
      const asked = roll;
      roll = greeting = false;
      await sendStep({ ...(step ?? bareStepOf(now, e)), ...order(e), ...(asked && { roll: true }) });
    }
    if (start >= stateAt + pace.refresh) staleSince ??= start;
    const due = staleSince === undefined ? Infinity : Math.max(stateAt + pace.state, staleSince + pace.quiet);
    if (due <= performance.now()) await tellState(now, e);
    const next = stepAt + (greeting ? pace.whole : pace.heartbeat);
    return Math.min(due <= start ? Infinity : due, next) - performance.now();
  }

  const bareStepOf = ({ digest, at }: Prepared, e: number) => ({ e, n, ...at, digest });

  /** Undefined where it takes the state to tell. */
  function stepOf(now: Prepared, e: number): StepMessage | undefined {
    const bare = bareStepOf(now, e);
    if (told?.digest === now.digest) return bare;
    if (told === undefined) return undefined;
    const step = { ...bare, from: { digest: told.digest, change: changeOf(told.content, now.content) } };
    return sizeOf(step) + ROLL <= LIMITS.step ? step : undefined;
  }

  function tick(): void {
    isAgain = true;
    working ??= workOn().finally(() => {
      working = undefined;
    });
  }

  async function workOn(): Promise<void> {
    clearTimeout(timer);
    let wait = 0;
    while (isAgain || wait <= 0) {
      isAgain = false;
      wait = await work().catch(() => pace.heartbeat);
    }
    if (epoch !== undefined && Number.isFinite(wait)) timer = setTimeout(tick, wait);
  }

  return {
    show: (lecture) => {
      shown = lecture;
      tick();
    },
    begin: (e) => {
      [epoch, n, told, roll] = [e, 0, undefined, true];
      stateAt = -Infinity;
      tick();
    },
    again: () => {
      roll = true;
      staleSince = -Infinity;
      tick();
    },
    greet: () => {
      greeting = true;
      tick();
    },
    mend: () => {
      staleSince ??= performance.now();
      tick();
    },
    tick,
    pause: () => {
      epoch = undefined;
      clearTimeout(timer);
    },
    end: async () => {
      const e = epoch;
      epoch = undefined;
      clearTimeout(timer);
      await working;
      if (e === undefined) return;
      await sendState({ ...order(e), over: true });
      await sendStep({ ...order(e), over: true });
    },
  };
}

/** Bytes that a step may be longer for what is added to it last. */
const ROLL = 40;

const sizeOf = (message: StateMessage | StepMessage): number => bytesOf(JSON.stringify(message)).length + FRAMING;

/** The content before, where all of it is still the same. */
function sameOr(before: Content | undefined, now: Content): Content {
  const isStill =
    before?.history === now.history &&
    before.name === now.name &&
    before.positions === now.positions &&
    isSame([before.view, before.question, before.assignment], [now.view, now.question, now.assignment]);
  return isStill ? before : now;
}

const labs = new WeakMap<Lecture['history'], { readonly of: Content; readonly lab: string }>();

/** Compressing takes its time: it is done once for each history, name and positions. */
function labOf(content: Content): string {
  const { history, name, positions } = content;
  const known = labs.get(history);
  if (known?.of.name === name && known.of.positions === positions) return known.lab;
  const lab = fragmentOf({ history, name, positions });
  labs.set(history, { of: content, lab });
  return lab;
}
