import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64Url } from '../formats/base64url.ts';
import { classFragmentOf, isClassFragment, readClassFragment } from './link.ts';

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((secret) => new Uint8Array(secret));
const link = fc
  .record({ secret: bytes, instructor: bytes.map(toBase64Url) }, { noNullPrototype: true })
  .map(({ secret, instructor }) => ({ secret, instructor }));

test('a link is read as it was written, in 54 characters', () => {
  fc.assert(
    fc.property(link, (made) => {
      const fragment = classFragmentOf(made);
      expect(fragment).toHaveLength(54);
      expect(isClassFragment(`#${fragment}`)).toBe(true);
      expect(readClassFragment(`#${fragment}`)).toEqual({ ok: true, link: made });
      expect(readClassFragment(`${fragment}&embed=1`)).toEqual({ ok: true, link: made });
    }),
  );
});

test('a link with a character wrong, or not whole, is damaged', () => {
  fc.assert(
    fc.property(link, fc.nat(46), (made, at) => {
      const fragment = classFragmentOf(made);
      const place = 'class='.length + 1 + at;
      const wrong = fragment[place] === 'x' ? 'y' : 'x';
      expect(readClassFragment(fragment.slice(0, place) + wrong + fragment.slice(place + 1)).ok).toBe(false);
      expect(readClassFragment(fragment.slice(0, place))).toMatchObject({ ok: false });
    }),
  );
});

test('any text is read, or refused for a reason', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `class=${text}`),
      ),
      (text) => {
        expect(readClassFragment(text).ok).toBe(false);
      },
    ),
  );
  expect(readClassFragment('v1=abc')).toEqual({ ok: false, reason: 'foreign' });
  expect(readClassFragment('class=')).toEqual({ ok: false, reason: 'damaged' });
  expect(readClassFragment(`class=${toBase64Url(Uint8Array.of(9, 1, 2))}`)).toEqual({ ok: false, reason: 'newer' });
  expect(readClassFragment(`class=${'A'.repeat(1000)}`)).toEqual({ ok: false, reason: 'too-large' });
});
