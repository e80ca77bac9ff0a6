import type { Block, Report } from './block.ts';

/** A report as Markdown (CommonMark, with GitHub's tables); nothing that somebody named can become markup. */
export const markdownOf = ({ title, blocks }: Report): string =>
  `${[`# ${plain(title)}`, ...blocks.map(written)].join('\n\n')}\n`;

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${plain(block.text)}`;
    case 'text':
      return plain(block.text);
    case 'list':
      return block.items.map((item) => `- ${plain(item)}`).join('\n');
    case 'code':
      return fenced(block.text, '');
    case 'table':
      return [row(block.head), `|${' --- |'.repeat(block.head.length)}`, ...block.rows.map(row)].join('\n');
    case 'picture':
      return fenced(block.mermaid, 'mermaid');
  }
}

const row = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`;

/** A text in one line, in which nothing is markup. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|~&$]/g, (mark) => `\\${mark}`)
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+=])/, '\\$1')
    .replace(/:\/\//g, '\\://')
    .replace(/@/g, '\\@');

/** A text as it is, behind a fence that does not stand in it. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}
