import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLab } from '../../world/lab.ts';
import type { World } from '../../world/world.ts';
import { run } from '../run.ts';
import { saveLine } from './save-line.ts';
import { sedScript } from './sed.ts';

const PATH = '/root/compose.yaml';

/** Saves one text after the other; the lines by which, and the world that has the last. */
async function saved(texts: readonly string[], path = PATH): Promise<{ lines: string[]; world: World }> {
  let world = createLab({ seed: 1 });
  const lines: string[] = [];
  for (const text of texts) {
    const line = await saveLine(world, 'host1', path, text);
    if (line === undefined) continue;
    lines.push(line);
    const outcome = await run(world, 'host1', line);
    expect([outcome.stderr, outcome.exit]).toEqual(['', 0]);
    world = outcome.world;
  }
  return { lines, world };
}

const textIn = async (world: World, path = PATH): Promise<string> =>
  (await run(world, 'host1', `cat '${path}'`)).stdout;

const compose = `services:
  web:
    image: nginx
    ports:
      - "8080:80"
  db:
    image: postgres
`;

describe('a file is saved', () => {
  it('by a here document at first, and by its difference from then on', async () => {
    const { lines, world } = await saved([
      compose,
      compose.replace('8080', '8081'),
      compose.replace('8080', '8081').replace('  db:', '    networks: [front]\n  db:'),
      compose.replace('8080', '8081').replace(/ {2}db:[^]*/, ''),
      compose.replace('8080', '8081').replace(/ {2}db:[^]*/, 'networks:\n  front:\n'),
    ]);
    expect(lines).toEqual([
      `cat > compose.yaml <<'EOF'\n${compose}EOF`,
      'sed -i 5s/8080/8081/ compose.yaml',
      "sed -i '6i\\\n    networks: [front]' compose.yaml",
      'sed -i 6,8d compose.yaml',
      "sed -i '$a\\\nnetworks:\\\n  front:' compose.yaml",
    ]);
    expect(await textIn(world)).toContain('"8081:80"\nnetworks:\n  front:\n');
  });

  it('not where it has the text already', async () => {
    expect((await saved(['a', 'a\n'])).lines).toEqual(["cat > compose.yaml <<'EOF'\na\nEOF"]);
  });

  it('in a folder that is not there yet, under a name that needs quotes', async () => {
    const path = '/srv/my shop/-x.env';
    const { lines, world } = await saved(['A=1\nEOF\n'], path);
    expect(lines).toEqual(["mkdir -p '/srv/my shop' && cat > '/srv/my shop/-x.env' <<'EOF2'\nA=1\nEOF\nEOF2"]);
    expect(await textIn(world, path)).toBe('A=1\nEOF\n');
  });

  it('whatever stands in it', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        'a',
        '  b',
        'EOF',
        '$HOME `x` $(y)',
        "it's",
        '\\',
        '\\n\\',
        'a/b&c',
        '[x]*.^$',
        '\t#',
        '😀😁 한글',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\r\n\0]/.test(text)),
    );
    const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.map((each) => `${each}\n`).join(''));
    await fc.assert(
      fc.asyncProperty(text, text, async (first, second) => {
        const { world } = await saved([first, second]);
        expect(await textIn(world)).toBe(second);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the difference', () => {
  it.each([
    ['a\nb\nc\n', 'a\nc\n', '2d'],
    ['a\nb\nc\nd\n', 'x\ny\nd\n', '1i\\\nx\\\ny\n1,3d'],
    ['image: nginx\n', 'image: nginx:1.25\n', '1s/nginx/nginx:1.25/'],
    ['- 80:80\n', '- 80:8080\n', '1c\\\n- 80:8080'],
    ['x: a\\b\n', 'x: a\\c # new\n', '1s/b/c # new/'],
  ])('of %j and %j', (before, after, script) => {
    expect(sedScript(before, after)).toBe(script);
  });
});
