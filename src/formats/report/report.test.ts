import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, Report } from './block.ts';
import { htmlOf } from './html.ts';
import { markdownOf } from './markdown.ts';

const nasty = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=1>",
  '[x](javascript:1)',
  '![x](https://example.org/a.png)',
  '`code`',
  '```\nx\n```',
  '| a | b |',
  '# x',
  '- x',
  '1. x',
  '&lt;b&gt;',
  '<https://example.org>',
  'https://example.org',
  '@somebody',
  '\u202e',
];
const text = fc.oneof(fc.constantFrom(...nasty), fc.string());
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(2 as const, 3 as const), text }),
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(text, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('code' as const), text }),
  fc.record({
    kind: fc.constant('table' as const),
    head: fc.array(text, { minLength: 2, maxLength: 2 }),
    rows: fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('picture' as const), svg: text, mermaid: text, text }),
);
const report: fc.Arbitrary<Report> = fc.record({
  title: text,
  language: fc.constantFrom('en', 'ko'),
  blocks: fc.array(block, { maxLength: 4 }),
});

/** The tags of a page, which are ours alone. */
const TAGS =
  /^<(?:!doctype html|\/?(?:html|head|body|title|style|h[123]|p|ul|li|pre|code|div|table|thead|tbody|tr|th|td)|html lang="(?:en|ko)"|meta [^<>]*|th scope="col"|div class="table"|img alt="[^"<>]*" src="data:image\/svg\+xml;base64,[A-Za-z0-9+/=]*")>$/;

test('nothing that somebody named becomes markup of the page', () => {
  fc.assert(
    fc.property(report, (each) => {
      const page = htmlOf(each).replace(/<style>[^<]*<\/style>/, '');
      for (const [tag] of page.matchAll(/<[^>]*>?/g)) expect(tag).toMatch(TAGS);
    }),
  );
});

test('the page runs nothing and fetches nothing', () => {
  const page = htmlOf({ title: 'x', language: 'en', blocks: [] });
  expect(page).toContain("default-src 'none'; img-src data:; style-src 'unsafe-inline'");
  expect(page).not.toMatch(/<script|<link|url\(|https?:/);
});

test('nothing that somebody named becomes markup of Markdown', () => {
  fc.assert(
    fc.property(text, (name) => {
      const lines = markdownOf({ title: name, language: 'en', blocks: [{ kind: 'text', text: name }] }).split('\n');
      expect(lines).toHaveLength(4);
      for (const line of [lines[0]?.slice(2) ?? '', lines[2] ?? ''])
        expect(line.replace(/\\[^\sA-Za-z0-9]/g, 'x')).not.toMatch(/[<>[\]`|*_#]|:\/\/|^[-+=]|^\d+[.)]/);
    }),
  );
});

test('a fence is longer than what stands behind it', () => {
  const blocks: Block[] = [{ kind: 'code', text: 'a\n````\nb' }];
  expect(markdownOf({ title: 'x', language: 'en', blocks })).toContain('`````\na\n````\nb\n`````');
});

test('a table keeps its cells', () => {
  const blocks: Block[] = [{ kind: 'table', head: ['a', 'b'], rows: [['x|y', 'z\nz']] }];
  expect(markdownOf({ title: 'x', language: 'en', blocks })).toContain('| a | b |\n| --- | --- |\n| x\\|y | z z |');
});
