/**
 * Tries what nobody means, for as long as it is let: npm run fuzz -- --seed N --minutes M [--only lines|packets|compose|links|lessons|stored|snapshots|embed]
 * Prints what it tried, what was slowest, and each finding with the smallest input that shows it; exits with 1 where there is any.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { processorTime } from './clock.ts';
import { kinds, type Case, type KindName } from './kinds.ts';

const USAGE =
  'usage: npm run fuzz -- --seed N --minutes M [--only lines|packets|compose|links|lessons|stored|snapshots|embed]';

/** How many yardsticks a step may take; where it takes so many times more it is ended. */
const MOST = 40;
const ENDED = 3;
/** How many times as long as its processor time a step may last. */
const TURNS = 10;
/** How much of the time each kind has. */
const SHARES: Readonly<Record<KindName, number>> = {
  lines: 6,
  packets: 2,
  compose: 2,
  links: 1,
  lessons: 1,
  stored: 0.5,
  snapshots: 1,
  embed: 0.5,
};
/** How many smaller inputs are tried for a finding. */
const SMALLER = 150;

interface Job {
  readonly name: KindName;
  readonly from: number;
  /** ms */
  readonly lasts: number;
  readonly most: number;
}

type Told =
  | { readonly kind: 'step'; readonly seed: number; readonly step: string }
  | {
      readonly kind: 'done';
      readonly seed: number;
      readonly size: number;
      readonly slowest: number;
      readonly step: string;
    }
  | { readonly kind: 'finding'; readonly seed: number; readonly problem: string; readonly text: string }
  | { readonly kind: 'end' };

/** Milliseconds that a fixed piece of plain JavaScript takes the processor: what a step may take is said in it, as machines differ. */
function yardstick(): number {
  const times = Array.from({ length: 5 }, () => {
    const start = processorTime();
    const table = new Map<string, number[]>();
    for (let i = 0; i < 60_000; i += 1) {
      const key = `k${i % 5000}`;
      table.set(key, [...(table.get(key) ?? []).slice(-3), i]);
    }
    const text = JSON.stringify([...table]);
    if (JSON.stringify(JSON.parse(text)) !== text) throw new Error('JSON');
    return processorTime() - start;
  });
  return Math.max(50, times.sort((a, b) => a - b)[2] ?? 0);
}

/** What makes two findings the same: what is wrong, without numbers and the line. */
const kindOf = (problem: string): string =>
  (problem.split('\n')[0] ?? '').replaceAll(/\d+|[0-9a-f]{12,}/g, 'N').slice(0, 160);

async function smaller(tried: Case, problem: string, most: number): Promise<Case> {
  const kind = kindOf(problem);
  return tried.smallest(async (each) => kindOf((await each.play({ most })) ?? '') === kind, SMALLER);
}

async function work({ name, from, lasts, most }: Job): Promise<void> {
  const tell = (told: Told): void => parentPort?.postMessage(told);
  const known = new Set<string>();
  const end = performance.now() + lasts;
  for (let seed = from; performance.now() < end; seed += 1) {
    const tried = kinds[name].caseOf(seed);
    let [slowest, slowestStep, step, since] = [0, '', '', processorTime()];
    const onStep = (next: string): void => {
      const took = processorTime() - since;
      if (took > slowest) [slowest, slowestStep] = [took, step];
      [step, since] = [next, processorTime()];
      if (name === 'lines' || name === 'packets' || name === 'compose' || seed % 50 === 0)
        tell({ kind: 'step', seed, step });
    };
    const problem = await tried.play({ onStep, most });
    onStep('');
    tell({ kind: 'done', seed, size: tried.size, slowest, step: slowestStep });
    if (problem === undefined || known.has(kindOf(problem))) continue;
    known.add(kindOf(problem));
    tell({ kind: 'step', seed, step: 'making it smaller' });
    tell({ kind: 'finding', seed, problem, text: (await smaller(tried, problem, most)).text() });
  }
  tell({ kind: 'end' });
}

interface Report {
  cases: number;
  size: number;
  slowest: number;
  step: string;
  findings: number;
}

/** Lets a worker try for a while, and ends it where a step takes too long; yields where to go on. */
function letWork(job: Job, report: Report): Promise<number | undefined> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: job });
  return new Promise((resolve) => {
    let last = { seed: job.from, step: '' };
    let timer: ReturnType<typeof setTimeout>;
    const found = (seed: number, problem: string, text: string): void => {
      report.findings += 1;
      console.log(`\nFINDING in ${job.name}, seed ${seed}: ${problem}\n${text}\n`);
    };
    const stop = (next: number | undefined): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(next);
    };
    const wait = (ms: number, begun = processorTime(), turns = TURNS): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        // The machine may have been busy with others, but what only waits does not end either.
        if (processorTime() - begun < ms && turns > 0) return wait(ms, begun, turns - 1);
        found(
          last.seed,
          `does not end: ${last.step.slice(0, 2000)}`,
          kinds[job.name].caseOf(last.seed).text().slice(0, 8000),
        );
        stop(last.seed + 1);
      }, ms);
    };
    wait(job.most * ENDED * 2);
    worker.on('error', (error) => {
      found(
        last.seed,
        `ends the worker: ${error.message} ${last.step.slice(0, 2000)}`,
        kinds[job.name].caseOf(last.seed).text().slice(0, 8000),
      );
      stop(last.seed + 1);
    });
    worker.on('message', (told: Told) => {
      if (told.kind === 'end') return stop(undefined);
      wait(told.kind === 'step' && told.step === 'making it smaller' ? job.most * SMALLER : job.most * ENDED);
      if (told.kind === 'step') last = told;
      else if (told.kind === 'finding') found(told.seed, told.problem, told.text);
      else {
        report.cases += 1;
        report.size += told.size;
        if (told.slowest > report.slowest) Object.assign(report, { slowest: told.slowest, step: told.step });
      }
    });
  });
}

async function main(args: readonly string[]): Promise<number> {
  const value = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const [seed, minutes, only] = [Number(value('--seed') ?? 1), Number(value('--minutes') ?? 1), value('--only')];
  const names = (Object.keys(kinds) as KindName[]).filter((name) => only === undefined || only === name);
  if (!Number.isInteger(seed) || !(minutes > 0) || names.length === 0) {
    console.error(USAGE);
    return 2;
  }
  const unit = yardstick();
  const shares = names.reduce((sum, name) => sum + SHARES[name], 0);
  let findings = 0;
  for (const name of names) {
    const report: Report = { cases: 0, size: 0, slowest: 0, step: '', findings: 0 };
    const end = performance.now() + (minutes * 60_000 * SHARES[name]) / shares;
    let from: number | undefined = seed * 10_000_000;
    while (from !== undefined && performance.now() < end)
      from = await letWork({ name, from, lasts: end - performance.now(), most: unit * MOST }, report);
    const slowest =
      report.slowest === 0
        ? ''
        : `; slowest ${(report.slowest / unit).toFixed(1)} yardsticks: ${report.step.slice(0, 150)}`;
    console.log(
      `${name}: ${report.size} ${kinds[name].unit} in ${report.cases} cases, findings: ${report.findings}${slowest}`,
    );
    findings += report.findings;
  }
  console.log(
    `seed ${seed}, yardstick ${unit.toFixed(0)} ms, ${findings === 0 ? 'no findings' : `${findings} findings`}`,
  );
  return findings === 0 ? 0 : 1;
}

if (isMainThread) process.exitCode = await main(process.argv.slice(2));
else await work(workerData as Job);
