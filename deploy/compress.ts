import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, Z_BEST_COMPRESSION } = constants;

/** What web servers can send as it stands on the disk, by its encoding. */
const encodings: Readonly<Record<'br' | 'gz', (content: Buffer) => Promise<Buffer>>> = {
  br: (content) =>
    promisify(brotliCompress)(content, {
      params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
  gz: (content) => promisify(gzip)(content, { level: Z_BEST_COMPRESSION }),
};

/** Below this what is saved is less than what the answer's head takes. */
const SMALL = 1000;

/** Whether it pays to send a file compressed: pictures and fonts are so already. */
export const compresses = (name: string, size: number): boolean =>
  size >= SMALL && /\.(html|js|css|json|svg|webmanifest|wasm)$/.test(name);

/** Writes `x.br` and `x.gz` beside each file x of a folder where that pays. */
export async function compressFiles(folder: string, names: readonly string[]): Promise<void> {
  await Promise.all(
    names.flatMap((name) => {
      const content = readFileSync(join(folder, name));
      if (!compresses(name, content.length)) return [];
      return Object.entries(encodings).map(async ([ending, encode]) =>
        writeFile(join(folder, `${name}.${ending}`), await encode(content)),
      );
    }),
  );
}
