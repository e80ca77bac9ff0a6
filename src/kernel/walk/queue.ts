/** Something that happens at a time (µs). Events of one time happen in the order in which they were put in. */
export interface Event {
  readonly time: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** What is still to happen, the earliest first: a binary heap. */
export interface Queue {
  readonly heap: Event[];
  count: number;
}

export const createQueue = (): Queue => ({ heap: [], count: 0 });

const before = (a: Event, b: Event): boolean => a.time < b.time || (a.time === b.time && a.order < b.order);

export function schedule(queue: Queue, time: number, run: () => void): Event {
  const event: Event = { time, order: queue.count++, run, cancelled: false };
  const { heap } = queue;
  let place = heap.length;
  heap.push(event);
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above];
    if (!parent || !before(event, parent)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = event;
  return event;
}

/** The next event, left where it is. */
export const peek = ({ heap }: Queue): Event | undefined => heap[0];

/** Takes out the next event; undefined where nothing is left. */
export function next(queue: Queue): Event | undefined {
  const { heap } = queue;
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  sink(heap, last);
  return first;
}

function sink(heap: Event[], event: Event): void {
  let place = 0;
  for (;;) {
    let below = 2 * place + 1;
    let child = heap[below];
    if (!child) break;
    const right = heap[below + 1];
    if (right && before(right, child)) {
      below++;
      child = right;
    }
    if (!before(child, event)) break;
    heap[place] = child;
    place = below;
  }
  heap[place] = event;
}
