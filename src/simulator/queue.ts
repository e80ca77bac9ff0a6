/** Values that come one by one, in the order in which they came, to one who waits for them. */
export interface Queue<T> extends AsyncIterable<T> {
  readonly put: (value: T) => void;
  /** Nothing more comes: who waits hears why. */
  readonly fail: (error: Error) => void;
}

export function queue<T>(): Queue<T> {
  const values: T[] = [];
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  const changed = () => wake?.();
  return {
    put: (value) => {
      values.push(value);
      changed();
    },
    fail: (error) => {
      failure = error;
      changed();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const [value] = values.splice(0, 1);
        if (value !== undefined) yield value;
        else if (failure) throw failure;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
