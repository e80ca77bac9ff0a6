import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { icons } from './icons.ts';

const { transform } = icons(`${import.meta.dirname}/..`);
const { handler } = transform as unknown as { handler: (code: string) => string };

test('icons are imported file by file, by all of their names; types and all else stay as they are', () => {
  const code = handler(
    `import {\n  X,\n  type LucideIcon,\n  LucideCopy,\n  Check as Done,\n} from 'lucide-react';\nconst a = 1;\n`,
  );
  const files = [...code.matchAll(/import (\w+) from "([^"]+)";/g)].map(([, name, file]) => [name, file] as const);
  expect(files.map(([name]) => name)).toEqual(['X', 'LucideCopy', 'Done']);
  for (const [, file = ''] of files) expect(existsSync(file), file).toBe(true);
  expect(code.endsWith('\nconst a = 1;\n')).toBe(true);
  const types = `import type { LucideIcon } from 'lucide-react';\n`;
  expect(handler(types)).toBe(types);
});

test('an icon that is not there any more ends the build', () => {
  expect(() => handler(`import { NoSuchIcon } from 'lucide-react';`)).toThrow(/no icon NoSuchIcon/);
});
