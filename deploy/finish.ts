import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { compressFiles } from './compress.ts';

/** The files of a folder and those below, as paths with `/` from there, in order. */
export const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'))
    .sort();

/** The list of the built page's files that `sha256sum -c` reads. */
export const CHECKSUMS = 'SHA256SUMS';

/** After all else that a build writes: its files compressed, and the checksums of them all. */
export function finish(): Plugin {
  let folder = '';
  return {
    name: 'finish',
    apply: 'build',
    configResolved({ root, build }) {
      folder = join(root, build.outDir);
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        await compressFiles(folder, filesOf(folder));
        const lines = filesOf(folder)
          .filter((name) => name !== CHECKSUMS)
          .map((name) => `${sha256(join(folder, name))}  ${name}\n`);
        await writeFile(join(folder, CHECKSUMS), lines.join(''));
      },
    },
  };
}

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
