import { strToU8 } from 'fflate';
import { toBase64Url } from '../base64url.ts';
import type { Block, Report } from './block.ts';

/** Nothing runs and nothing is fetched, whatever opens it. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

const STYLE = `
:root { color-scheme: light; }
body { max-width: 1040px; margin: 0 auto; padding: 32px 20px 64px; background: #fff; color: #171b24;
  font: 15px/1.55 system-ui, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', sans-serif;
  word-break: keep-all; overflow-wrap: anywhere; }
h1 { font-size: 26px; } h2 { margin: 36px 0 10px; padding-bottom: 6px; border-bottom: 1px solid #e1e4ea; font-size: 19px; }
h3 { margin: 24px 0 6px; font-size: 16px; }
.table { overflow-x: auto; } table { border-collapse: collapse; font-size: 14px; }
th, td { padding: 5px 10px; border: 1px solid #e1e4ea; text-align: left; vertical-align: top; } th { background: #f6f7f9; }
pre { padding: 10px 12px; border-radius: 8px; background: #eef1f6; font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace;
  white-space: pre-wrap; }
img { display: block; max-width: 100%; margin: 16px 0; }
`;

/** A report as one page of HTML that holds all that it shows. Every text is text: none can become markup. */
export const htmlOf = ({ title, language, blocks }: Report): string =>
  [
    '<!doctype html>',
    `<html lang="${escaped(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    ...blocks.map(written),
    '</body>',
    '</html>',
    '',
  ].join('\n');

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
    case 'text':
      return `<p>${escaped(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'code':
      return `<pre><code>${escaped(block.text)}</code></pre>`;
    case 'table': {
      const head = `<tr>${block.head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr>`;
      const rows = block.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
      return `<div class="table"><table><thead>${head}</thead><tbody>${rows.join('')}</tbody></table></div>`;
    }
    case 'picture':
      return `<img alt="${escaped(block.text)}" src="data:image/svg+xml;base64,${base64(block.svg)}">`;
  }
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

const base64 = (text: string): string => toBase64Url(strToU8(text)).replaceAll('-', '+').replaceAll('_', '/');
