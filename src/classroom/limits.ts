/** Bounds of what a class sends and takes. What is beyond them is dropped, and counted. */
export const LIMITS = {
  /** Bytes of the message that holds all that is shown: a lab that needs more is not sent. */
  state: 256_000,
  /** Bytes of a step. What needs more goes with the state. */
  step: 2_000,
  /** Bytes of what a student's page says of itself. */
  report: 4_000,
  /** Who can be in a class. */
  students: 500,
  /** Messages a second of one student, and of all together. */
  reportsOfOne: 20,
  reportsOfAll: 2_000,
  /** Messages that wait until they are opened. */
  waiting: 1_000,
  /** Characters. */
  name: 60,
  question: 500,
  option: 200,
  /** Options of a question that a page makes by its own model. */
  options: 20,
} as const;

/** How often what is sent, in milliseconds. */
export interface Pace {
  /** Between two steps: what comes meanwhile is gathered. */
  readonly step: number;
  /** From a change until it is in the state, where no other follows it. */
  readonly quiet: number;
  /** Between two states. */
  readonly state: number;
  /** Between two states where the second holds what no step can; and between steps that only greet who comes. */
  readonly whole: number;
  /** After this the state is sent again, though it is the same: brokers are told to forget it after a day. */
  readonly refresh: number;
  /** Between two signs of life: pages that are not looked at may be late. */
  readonly heartbeat: number;
  /** Whoever says nothing for this long is not there. */
  readonly silence: number;
  /** Between two reports of a student. */
  readonly report: number;
  /** Within this time all students answer where all are asked. */
  readonly roll: number;
}

export const PACE: Pace = {
  step: 100,
  quiet: 500,
  state: 3_000,
  whole: 1_000,
  refresh: 3_600_000,
  heartbeat: 12_000,
  silence: 45_000,
  report: 200,
  roll: 1_000,
};
