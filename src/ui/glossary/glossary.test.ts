import { describe, expect, test } from 'vitest';
import { glossary as en } from '../../i18n/en/glossary.ts';
import { glossary as ko } from '../../i18n/ko/glossary.ts';
import type { GlossaryEntry } from '../../i18n/shape.ts';
import { run } from '../../shell/run.ts';
import { createLab } from '../../world/lab.ts';
import type { TermId } from './glossary.ts';
import { sampleOf } from './samples.ts';
import { matchingTerms } from './search.ts';
import { piecesOf } from './terms.ts';

const ids = Object.keys(en) as TermId[];

describe('every term', () => {
  test('there are enough of them', () => {
    expect(ids.length).toBeGreaterThanOrEqual(60);
  });

  test.each(ids)('%s has its sentence in both languages', (id) => {
    expect(en[id].text).toMatch(/^[A-Z].{20,250}[.)]$/);
    expect(ko[id].text).toMatch(/[가-힣].{10,200}[.)]$/);
  });

  test('is meant by no words of another', () => {
    for (const glossary of [en, ko]) {
      const forms = ids.flatMap((id) => {
        const { term, also = [] }: GlossaryEntry = glossary[id];
        return [term, ...also];
      });
      expect(forms.filter((form, at) => forms.indexOf(form) !== at)).toEqual([]);
    }
  });
});

describe('terms in texts', () => {
  const found = (text: string, glossary: Parameters<typeof piecesOf>[1] = en) =>
    piecesOf([text], glossary)[0]?.flatMap(({ text, id }) => (id === undefined ? [] : [`${text}: ${id}`]));

  test.each([
    ['the longest first', 'It asks the embedded DNS about it.', ['embedded DNS: embeddedDns']],
    ['at their first occurrence only', 'A bridge is a bridge.', ['bridge: bridge']],
    ['one term by one word', 'A veth, or veth pair', ['veth: veth']],
    ['in any case', 'Bridges learn.', ['Bridges: bridge']],
    ['but those in capitals as they are', 'The output of INPUT', ['INPUT: input']],
    ['as whole words', 'abridged veth12ab eth0 port-forward', []],
    ['not in addresses', 'at 127.0.0.11:53 and docker0.10', []],
    ['before a full stop', 'By DNAT. Done', ['DNAT: dnat']],
  ])('%s', (_what, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test('in Korean with their particles', () => {
    expect(found('conntrack이 브리지에서 DNAT를 되돌립니다.', ko)).toEqual([
      'conntrack: conntrack',
      '브리지: bridge',
      'DNAT: dnat',
    ]);
  });

  test('over several texts, which keep every letter', () => {
    const texts = ['A frame at a bridge', '', ' and the bridge’s frame.'];
    const pieces = piecesOf(texts, en);
    expect(pieces.map((each) => each.map(({ text }) => text).join(''))).toEqual(texts);
    expect(pieces.flat().flatMap(({ id }) => id ?? [])).toEqual(['frame', 'bridge']);
  });
});

describe('search', () => {
  test('those that begin with the query come first', () => {
    expect(matchingTerms(en, 'nat', 'Glossary').slice(0, 2)).toEqual(['nat', 'table']);
    expect(matchingTerms(en, 'glossary dnat', 'Glossary')).toEqual(['dnat']);
    expect(matchingTerms(ko, '브리지', '용어 사전')).toEqual(['bridge']);
  });

  test('nothing for nothing', () => {
    expect(matchingTerms(en, ' ', 'Glossary')).toEqual([]);
  });
});

test('a sample of a term is a thing of the lab, where it has one', async () => {
  const empty = createLab({ seed: 1 });
  expect(sampleOf(empty, 'veth')).toBeUndefined();
  const { world } = await run(empty, 'host1', 'docker run -d --name web -p 8080:80 nginx');
  expect(sampleOf(world, 'veth')?.selection).toMatchObject({ kind: 'container', machine: 'host1' });
  expect(sampleOf(world, 'docker0')?.selection).toMatchObject({ kind: 'network', machine: 'host1' });
  expect(sampleOf(world, 'prerouting')).toMatchObject({ node: 'host1/gate/PREROUTING', level: 'netfilter' });
  expect(sampleOf(world, 'macvlan')).toBeUndefined();
});
