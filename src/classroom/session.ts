import type { StoreApi } from 'zustand/vanilla';
import type { Lecture, Report } from './lecture.ts';
import type { Status } from './transport/transport.ts';

/** A student's page as the instructor sees it. */
export interface Seen {
  readonly report: Report;
  /** When it was heard last, in milliseconds of the session's clock. */
  readonly at: number;
}

export interface InstructorState {
  readonly status: Status;
  /** The fragment (without #) of the students' address. */
  readonly fragment: string;
  /** Who is there, by the id of the student's page. Whoever is silent for long is no longer. */
  readonly students: ReadonlyMap<string, Seen>;
  /** `elsewhere`: another window of the instructor's drives the class now. */
  readonly standing: 'driving' | 'elsewhere' | 'ended';
  /** What is shown now is more than can be sent: the class sees what was shown before. */
  readonly tooLarge: boolean;
  /** Messages that were dropped: forged, replayed, damaged, too large or too many. */
  readonly dropped: number;
}

/** The side that shows. */
export interface Instructor extends StoreApi<InstructorState> {
  /** Shows the class something; what is the same as before is not sent. Steps that follow each other fast are gathered. */
  readonly show: (lecture: Lecture) => void;
  /** Drives the class from here, where another window does. */
  readonly takeOver: () => void;
  /** Says that the class is over, and ends it. */
  readonly end: () => void;
  /** Leaves without ending it: it can be resumed. */
  readonly leave: () => void;
}

export interface StudentState {
  readonly status: Status;
  /** What the instructor shows; undefined until it is known. */
  readonly lecture?: Lecture | undefined;
  /** What this page answered last, also before it was loaded anew. */
  readonly answer?: Report['answer'];
  /** Nothing was heard of the instructor for long. */
  readonly silent: boolean;
  readonly ended: boolean;
  readonly dropped: number;
}

/** The side that follows. */
export interface Student extends StoreApi<StudentState> {
  /** Changes what the page says of itself. A name of nothing is none. */
  readonly report: (change: Partial<Report>) => void;
  readonly leave: () => void;
}
