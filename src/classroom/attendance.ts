import { fromBase64Url } from '../formats/base64url.ts';
import { textOf } from './bytes.ts';
import type { Opened } from './frame.ts';
import { LIMITS, type Pace } from './limits.ts';
import { readReport, readReportMessage } from './messages.ts';
import { isLater, NEVER, type Order } from './order.ts';
import { createQuota } from './quota.ts';
import { unsealed } from './sealed.ts';
import type { Seen } from './session.ts';

/** Of so many pages the last message is remembered, so that nobody can repeat an earlier one. */
const REMEMBERED = 10 * LIMITS.students;

/** Who is there. */
export interface Attendance {
  /** Takes a report; whether it was one that may be taken. */
  readonly take: (opened: Opened | undefined, student: string) => Promise<boolean>;
  /** Forgets who is silent for long. */
  readonly sweep: () => void;
}

/** @param epoch the instructor's, which reports must answer to */
export function createAttendance(options: {
  readonly sealing: CryptoKeyPair;
  readonly epoch: () => number;
  readonly pace: Pace;
  readonly onChange: (students: ReadonlyMap<string, Seen>) => void;
  /** Somebody is there who was not. */
  readonly onCome: () => void;
}): Attendance {
  const { sealing, epoch, pace, onChange, onCome } = options;
  const orders = new Map<string, Order>();
  const students = new Map<string, Seen & { readonly quota: () => boolean }>();

  const note = (student: string, order: Order) => {
    orders.delete(student);
    orders.set(student, order);
    const [oldest] = orders.keys();
    if (orders.size > REMEMBERED && oldest !== undefined) orders.delete(oldest);
  };
  const tell = () =>
    onChange(new Map([...students].map(([student, { report, at }]) => [student, { report, at }] as const)));

  return {
    take: async (opened, student) => {
      const message = opened?.from === student ? readReportMessage(opened.text) : undefined;
      if (message === undefined || !isLater(message, orders.get(student) ?? NEVER)) return false;
      if ('gone' in message) {
        note(student, message);
        if (students.delete(student)) tell();
        return true;
      }
      if (message.to !== epoch()) return false;
      const there = students.get(student);
      if (there ? !there.quota() : students.size >= LIMITS.students) return false;
      const sealed = fromBase64Url(message.sealed);
      const bytes = sealed && (await unsealed(sealing, sealed.slice()));
      const report = readReport((bytes && textOf(bytes)) ?? '');
      if (report === undefined) return false;
      note(student, message);
      students.set(student, { report, at: performance.now(), quota: there?.quota ?? createQuota(LIMITS.reportsOfOne) });
      tell();
      if (there === undefined) onCome();
      return true;
    },
    sweep: () => {
      const since = performance.now() - pace.silence;
      const silent = [...students].filter(([, { at }]) => at < since);
      for (const [student] of silent) students.delete(student);
      if (silent.length > 0) tell();
    },
  };
}
