import type { Stimulus } from '../../src/kernel/stimulus.ts';

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Milliseconds that some work takes. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** A request for a web page. */
export const request = (namespace: string, destination: string): Stimulus => ({
  kind: 'tcp',
  namespace,
  destination,
  port: 80,
  request: 'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
  close: 'when-answered',
  timeout: 1000,
});

const RUNS = 3;

/** The median of what a measurement gives in some runs. */
export async function several(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let run = 0; run < RUNS; run += 1) values.push(await measure());
  return median(values);
}
