/**
 * Prints who reaches what, one JSON object a line: npm run --silent reach -- FILE…
 * The files are what hosts print (the snapshot script, docker inspect, iptables-save, …), compose files, or a scenario.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { reachedOf, type Reached } from '../../src/doctor/reach/matrix.ts';
import { sentenceOf } from './sentence.ts';
import { NoWorld, worldOf } from './world-of.ts';

const USAGE =
  'usage: npm run --silent reach -- FILE…   (what hosts print, compose files with their .env, or a scenario)';

const lineOf = ({ from, target, result, why }: Reached): string =>
  JSON.stringify({
    from: from.name,
    to: target.to,
    address: target.address,
    port: target.port,
    protocol: target.protocol,
    result,
    why: sentenceOf(why),
  });

async function main(paths: readonly string[]): Promise<number> {
  if (paths.length === 0 || paths.some((path) => path.startsWith('-'))) {
    console.error(USAGE);
    return 2;
  }
  const files: { name: string; text: string }[] = [];
  for (const path of paths) {
    try {
      files.push({ name: basename(path), text: readFileSync(path, 'utf8') });
    } catch {
      console.error(`cannot read ${path}`);
      return 1;
    }
  }
  try {
    const { world, said } = await worldOf(files);
    if (said !== '') console.error(said.trimEnd());
    for (const reached of reachedOf(world)) process.stdout.write(`${lineOf(reached)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof NoWorld)) throw error;
    console.error(error.message);
    return 1;
  }
}

// Whoever reads may have read enough, as `head` has.
process.stdout.on('error', () => process.exit());
process.exitCode = await main(process.argv.slice(2));
