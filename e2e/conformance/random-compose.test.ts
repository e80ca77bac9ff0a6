import { expect, it } from 'vitest';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { createLab } from '../../src/world/lab.ts';
import { changed, fileOf, stackOf } from './random-compose.ts';

const SEEDS = Array.from({ length: 12 }, (_, at) => at + 100);
/** What stands at an engine: a restart changes neither ids nor names. */
const STANDING =
  "docker ps -aq --no-trunc; docker network ls -q; docker volume ls -q; docker ps --format '{{.Names}} {{.Ports}}'";

it.each(SEEDS)('a stack of seed %i comes up once, follows its file, and leaves nothing behind', async (seed) => {
  const session = openSession(createLab({ seed }), { inPlace: true });
  const at = async (line: string) => {
    const { stdout, stderr, exit } = await execute(session, 'host1', line, { fresh: true });
    return { stdout, stderr, exit };
  };
  await at('docker run -d --name beside -p 9000:80 nginx');
  const before = await at(STANDING);
  const dice = { state: seed };
  let stack = stackOf(dice);
  for (let turn = 0; turn < 3; turn += 1) {
    await at(`mkdir -p /tmp/stack; cat > /tmp/stack/compose.yaml << 'EOF'\n${fileOf(stack).join('\n')}\nEOF`);
    const up = 'cd /tmp/stack; docker compose up -d -t 0 --remove-orphans';
    const { stderr, exit } = await at(up);
    expect(exit, stderr).toBe(0);
    const stands = await at(STANDING);
    const again = await at(up);
    expect([again.exit, await at(STANDING)]).toEqual([0, stands]);
    expect(again.stderr).not.toMatch(/Created|Recreated|Removed|Started/);
    stack = changed(dice, stack);
  }
  expect((await at('cd /tmp/stack; docker compose down -v -t 0')).exit).toBe(0);
  expect(await at(STANDING)).toEqual(before);
});
