/**
 * Plays a scenario and prints what a terminal would show: npm run --silent play -- FILE.scenario [--json]
 * Or prints a random one: npm run --silent play -- --random SEED, or one of compose: --random-compose SEED
 */
import { readFileSync } from 'node:fs';
import { composeScenario } from './random-compose.ts';
import { randomScenario } from './random.ts';
import { parseScenario, type RecordedStep } from './recording.ts';
import { isBare, playScenario } from './replay.ts';

const USAGE = 'usage: npm run --silent play -- FILE.scenario [--json] | --random SEED | --random-compose SEED';

function show({ place, command, stdout, stderr }: RecordedStep): void {
  process.stdout.write(`${place}$ ${command}\n${stdout}`);
  process.stderr.write(stderr);
}

async function main(args: readonly string[]): Promise<number> {
  if (args[0] === '--random' && /^\d+$/.test(args[1] ?? '') && args.length === 2) {
    process.stdout.write(await randomScenario(Number(args[1])));
    return 0;
  }
  if (args[0] === '--random-compose' && /^\d+$/.test(args[1] ?? '') && args.length === 2) {
    process.stdout.write(composeScenario(Number(args[1])));
    return 0;
  }
  const json = args.includes('--json');
  const [file, ...rest] = args.filter((arg) => arg !== '--json');
  if (file === undefined || rest.length > 0) {
    console.error(USAGE);
    return 2;
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    console.error(`cannot read ${file}`);
    return 1;
  }
  const recording = await playScenario(parseScenario(text), { bare: isBare(file), ...(!json && { onStep: show }) });
  if (json) process.stdout.write(`${JSON.stringify(recording, null, 1)}\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
