import { expect, test } from 'vitest';
import type { Command } from '../history/history.ts';
import { played, replay } from '../history/replay.ts';
import { run } from '../shell/run.ts';
import { fileAt } from '../shell/saving/files.ts';
import { saveLine } from '../shell/saving/save-line.ts';
import { createLab } from '../world/lab.ts';
import { fragmentOf, readFragment } from './link.ts';
import { readScenario, scenarioOf } from './scenario.ts';
import { shellScriptOf } from './shell-script.ts';

const service = (name: string, image: string, port: number): string => `  ${name}:
    image: ${image}
    restart: unless-stopped
    environment:
      APP_MODE: production
      ${name.toUpperCase()}_URL: http://${name}.example.test:${port}/v1
    ports:
      - "${port}:80"
    networks:
      - front
      - back
    volumes:
      - ./${name}/config.yaml:/etc/${name}/config.yaml:ro
`;
const first = `name: shop
services:
${service('proxy', 'nginx', 8080)}${service('api', 'node:20', 3000)}${service('worker', 'alpine', 9000)}${service('cache', 'redis', 6379)}
networks:
  front:
    ipam:
      config:
        - subnet: 172.30.0.0/24
  back:
    internal: true
`;
const edits: readonly ((text: string) => string)[] = [
  (text) => text.replace('"8080:80"', '"8081:80"'),
  (text) => text.replace('image: redis\n', 'image: redis:7\n    command: redis-server --save ""\n'),
  (text) => text.replace('      - back\n', ''),
  (text) => `${text}  audit:\n    driver: bridge\n`,
];

test('a link of a lab with a file of 60 lines that was saved five times stays short', async () => {
  const path = '/root/compose.yaml';
  const commands: Command[] = [];
  let world = createLab({ seed: 1 });
  let text = '';
  for (const edit of [() => first, ...edits]) {
    text = edit(text);
    const line = await saveLine(world, 'host1', path, text);
    commands.push({ place: 'host1', line: line ?? '' });
    ({ world } = await run(world, 'host1', line ?? ''));
  }
  expect(first.split('\n').length).toBeGreaterThanOrEqual(60);
  const document = { name: '', history: { seed: 1, commands }, positions: {} };
  const link = `https://example.org/hopscope/#${fragmentOf(document)}`;
  expect(link.length).toBeLessThan(2000);
  for (const read of [readFragment(fragmentOf(document)), readScenario(scenarioOf(document))]) {
    expect(read).toMatchObject({ ok: true, document: { history: document.history } });
    if (read.ok) expect(fileAt(await replay(read.document.history), 'host1', path).text).toBe(text);
  }
});

test('a script makes the same files in the same folders', async () => {
  const commands = [
    'mkdir -p shop',
    'cd shop',
    "cat > compose.yaml <<'EOF'\nname: shop\nEOF",
    'sed -i 1s/shop/depot/ compose.yaml',
  ];
  const steps = await played({ seed: 1, commands: commands.map((line) => ({ place: 'host1', line })) });
  expect(shellScriptOf('', steps)).toContain(`\n${commands.join('\n')}\n`);
});
