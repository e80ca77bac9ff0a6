/** Loads something when it is first asked for; from then on it is there at once. */
export function onDemand<T extends object>(load: () => Promise<T>): () => T | Promise<T> {
  let loaded: T | undefined;
  return () => loaded ?? load().then((it) => (loaded = it));
}

/** What a command does, loaded when it is first run. */
export function later<Given>(load: () => Promise<(given: Given) => number | Promise<number>>) {
  const doing = onDemand(load);
  return (given: Given): number | Promise<number> => {
    const run = doing();
    return typeof run === 'function' ? run(given) : run.then((loaded) => loaded(given));
  };
}
