import { toBase64Url } from '../formats/base64url.ts';
import { bytesOf, type Bytes } from './bytes.ts';
import type { Report } from './lecture.ts';
import type { Pace } from './limits.ts';
import { nameOf, type ReportMessage } from './messages.ts';
import { epochAfter, LAST } from './order.ts';
import { sealerOf } from './sealed.ts';

/** What a student's page says of itself: gathered, sealed and sent; and again as a sign of life. */
export interface Reporting {
  readonly change: (change: Partial<Report>) => void;
  /** Says whom to report to; who is another one is told at once. */
  readonly to: (epoch: number, seal: Bytes) => void;
  /** Reports within a time, as all others are asked too. */
  readonly soon: () => void;
  /** Looks whether a sign of life is due: clocks of pages that are not looked at are slow. */
  readonly tick: () => void;
  /** Begins a new order: what it resolves to ends it, at any time later. */
  readonly begin: () => Promise<Bytes>;
  readonly stop: () => void;
}

/** @param send frames a message and publishes it, or only frames it */
export function createReporting(options: {
  readonly frame: (message: ReportMessage) => Promise<Bytes>;
  readonly publish: (frame: Bytes) => void;
  /** The epoch of the page's before this one, where there was any. */
  readonly epoch: number;
  readonly remember: (epoch: number) => void;
  readonly pace: Pace;
}): Reporting {
  const { frame, publish, remember, pace } = options;
  let report: Report = { following: true };
  let order = { e: epochAfter(options.epoch), n: 0 };
  let instructor: { readonly epoch: number; readonly seal: Bytes } | undefined;
  let sentAt = -Infinity;
  let due = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> = Promise.resolve();
  let stopped = false;
  remember(order.e);

  const send = async () => {
    if (instructor === undefined || stopped) return;
    const { epoch, seal } = instructor;
    order = { ...order, n: order.n + 1 };
    const now = order;
    const sealed = await (await sealerOf(seal))?.(bytesOf(JSON.stringify(report)));
    if (sealed === undefined) return;
    const framed = await frame({ ...now, to: epoch, sealed: toBase64Url(sealed) });
    if (now.e === order.e && !stopped) publish(framed);
  };

  const wakeAt = (at: number) => {
    if (at >= due || stopped) return;
    due = at;
    clearTimeout(timer);
    timer = setTimeout(tick, Math.max(0, due - performance.now()));
  };

  function tick(): void {
    const now = performance.now();
    if (now < due || stopped) return;
    due = Infinity;
    sentAt = now;
    sending = sending.then(send).catch(() => undefined);
    wakeAt(now + pace.heartbeat * (1 + Math.random() / 2));
  }

  const next = () => wakeAt(Math.max(performance.now(), sentAt + pace.report));
  const soon = () => wakeAt(Math.max(performance.now() + Math.random() * pace.roll, sentAt + pace.report));

  return {
    change: (change) => {
      const { name = '', ...rest } = { ...report, ...change };
      const cleaned = nameOf(name);
      report = { ...rest, ...(cleaned !== '' && { name: cleaned }) };
      next();
    },
    to: (epoch, seal) => {
      if (epoch === instructor?.epoch) return;
      const first = instructor === undefined;
      instructor = { epoch, seal };
      if (first) next();
      else soon();
    },
    soon,
    tick,
    begin: () => {
      order = { e: epochAfter(order.e), n: 0 };
      remember(order.e);
      return frame({ e: order.e, n: LAST, gone: true });
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
