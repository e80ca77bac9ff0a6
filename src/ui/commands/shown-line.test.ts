import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { shownLine } from './shown-line.ts';

const t = ((key: string, { count }: { count: number }) => `${key} ${count}`) as TFunction;

test('an import is told by how much it brings, whatever it says; other lines stand as they are', () => {
  const snapshot = { version: 1, hosts: [{ name: 'a', containers: [{}, {}] }, { name: 'b' }] };
  expect(shownLine(`import '${JSON.stringify(snapshot)}'`, t)).toBe('import … (history.hosts 2, history.containers 2)');
  for (const broken of ["import '{", "import '[]'", 'import x', `import '${JSON.stringify({ hosts: [null] })}'`])
    expect(shownLine(broken, t)).toBe('import …');
  expect(shownLine('docker ps', t)).toBe('docker ps');
});

test('a large one is read once', () => {
  const line = `import '${JSON.stringify({ hosts: [{ containers: Array.from({ length: 50_000 }, () => ({ id: 'x' })) }] })}'`;
  shownLine(line, t);
  const started = performance.now();
  for (let i = 0; i < 10_000; i += 1) shownLine(line, t);
  expect(performance.now() - started).toBeLessThan(1000);
});
