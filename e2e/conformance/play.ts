/** Plays a scenario and prints what a terminal would show: npm run --silent play -- FILE.scenario [--json] */
import { readFileSync } from 'node:fs';
import { parseScenario, type RecordedStep } from './recording.ts';
import { playScenario } from './replay.ts';

const USAGE = 'usage: npm run --silent play -- FILE.scenario [--json]';

function show({ place, command, stdout, stderr }: RecordedStep): void {
  process.stdout.write(`${place}$ ${command}\n${stdout}`);
  process.stderr.write(stderr);
}

async function main(args: readonly string[]): Promise<number> {
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
  const recording = await playScenario(parseScenario(text), json ? {} : { onStep: show });
  if (json) process.stdout.write(`${JSON.stringify(recording, null, 1)}\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
