import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/**
 * Has every module import its icons file by file: through the one file that names all of them, each part of the page has the icons of
 * all others.
 * @param root the project's root
 */
export function icons(root: string): Plugin {
  const folder = `${root}/node_modules/lucide-react/dist/esm`;
  const named = /^export \{ (.+) \} from '\.\/(icons\/[\w-]+\.mjs)';$/gm;
  const fileOf = new Map<string, string>();
  for (const [, names = '', file = ''] of readFileSync(`${folder}/lucide-react.mjs`, 'utf8').matchAll(named))
    for (const [, name = ''] of names.matchAll(/default as (\w+)/g)) fileOf.set(name, `${folder}/${file}`);
  const one = (imported: string): string => {
    const [name = '', here = name] = imported.split(' as ');
    const file = fileOf.get(name);
    if (file === undefined) throw new Error(`There is no icon ${name} in lucide-react.`);
    return `import ${here} from ${JSON.stringify(file)};`;
  };
  return {
    name: 'icons',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\.tsx?$/, code: /'lucide-react'/ },
      handler: (code) =>
        code.replace(/^import \{([^}]*)\} from 'lucide-react';$/gm, (_, names: string) =>
          names
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== '' && !name.startsWith('type '))
            .map(one)
            .join(' '),
        ),
    },
  };
}
