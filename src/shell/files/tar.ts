/** Archives as tar(5) describes them (ustar), in texts. */

export interface ArchiveEntry {
  /** Without a slash at its end. */
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link';
  /** A file's text, or where a link leads. */
  readonly text: string;
  /** Permission bits, where they are not the usual ones. */
  readonly mode?: number;
}

const BLOCK = 512;
const TYPES = { file: '0', link: '2', directory: '5' } as const;

const field = (text: string, width: number): string => text.slice(0, width).padEnd(width, '\0');
const octal = (value: number, width: number): string => field(`${value.toString(8).padStart(width - 1, '0')}\0`, width);

/** The permission bits of an entry. */
export const modeOf = ({ kind, mode }: ArchiveEntry): number =>
  mode ?? (kind === 'directory' ? 0o755 : kind === 'link' ? 0o777 : 0o644);

function header(entry: ArchiveEntry): string {
  const { name, kind, text } = entry;
  const full = kind === 'directory' ? `${name}/` : name;
  const split = full.length > 100 ? full.lastIndexOf('/', full.length - 2 > 155 ? 155 : full.length - 2) : -1;
  const [prefix, base] = split < 0 ? ['', full] : [full.slice(0, split), full.slice(split + 1)];
  const parts = [
    field(base, 100),
    octal(modeOf(entry), 8),
    octal(0, 8),
    octal(0, 8),
    octal(kind === 'file' ? text.length : 0, 12),
    octal(0, 12),
    ' '.repeat(8),
    TYPES[kind],
    field(kind === 'link' ? text : '', 100),
    'ustar\x0000',
    field('root', 32),
    field('root', 32),
    octal(0, 8),
    octal(0, 8),
    field(prefix, 155),
  ];
  const block = parts.join('').padEnd(BLOCK, '\0');
  const sum = [...block].reduce((total, character) => total + (character.charCodeAt(0) & 0xff), 0);
  return `${block.slice(0, 148)}${sum.toString(8).padStart(6, '0')}\0 ${block.slice(156)}`;
}

/** An archive of some entries. */
export const writeTar = (entries: readonly ArchiveEntry[]): string =>
  entries
    .map((entry) => {
      const body = entry.kind === 'file' ? entry.text : '';
      return header(entry) + body.padEnd(Math.ceil(body.length / BLOCK) * BLOCK, '\0');
    })
    .join('') + '\0'.repeat(2 * BLOCK);

/** The entries of an archive; undefined where the text is none. */
export function readTar(archive: string): ArchiveEntry[] | undefined {
  const entries: ArchiveEntry[] = [];
  const text = (block: string, from: number, length: number): string =>
    block.slice(from, from + length).replace(/\0.*$/s, '');
  for (let at = 0; at + BLOCK <= archive.length;) {
    const block = archive.slice(at, at + BLOCK);
    at += BLOCK;
    if (/^\0*$/.test(block)) break;
    if (block.slice(257, 262) !== 'ustar') return undefined;
    const size = parseInt(text(block, 124, 12), 8) || 0;
    const prefix = text(block, 345, 155);
    const name = `${prefix === '' ? '' : `${prefix}/`}${text(block, 0, 100)}`.replace(/\/+$/, '');
    const type = block.charAt(156);
    const kind = type === TYPES.directory ? 'directory' : type === TYPES.link ? 'link' : 'file';
    const mode = parseInt(text(block, 100, 8), 8);
    const usual = modeOf({ name, kind, text: '' });
    entries.push({
      name,
      kind,
      text: kind === 'link' ? text(block, 157, 100) : archive.slice(at, at + size),
      ...(Number.isInteger(mode) && mode !== usual && { mode: mode & 0o7777 }),
    });
    at += Math.ceil(size / BLOCK) * BLOCK;
  }
  return archive.length < BLOCK ? undefined : entries;
}
