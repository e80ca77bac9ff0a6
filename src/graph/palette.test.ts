import { describe, expect, test } from 'vitest';
import { networkColor, networkColorCount, tokens, type Theme } from './palette.ts';

type Triple = readonly [number, number, number];

/** Machado, Oliveira, Fernandes 2009: full dichromacy, on linear RGB. */
const sight: Record<string, readonly [Triple, Triple, Triple]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (a: Triple, b: Triple) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const times = (rows: readonly [Triple, Triple, Triple], v: Triple): Triple => [
  dot(rows[0], v),
  dot(rows[1], v),
  dot(rows[2], v),
];

function linear(hex: string): Triple {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** OKLab, where distance is what the eye sees. */
function oklab(rgb: Triple): Triple {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(cones[0]), Math.cbrt(cones[1]), Math.cbrt(cones[2])],
  );
}

function seenAs(hex: string, kind: string): Triple {
  const rows = sight[kind];
  if (rows === undefined) throw new Error(kind);
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const [r, g, b] = times(rows, linear(hex));
  return oklab([clamp(r), clamp(g), clamp(b)]);
}

const luminance = (hex: string) => dot([0.2126, 0.7152, 0.0722], linear(hex));

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each(['light', 'dark'] as const)('the %s palette', (theme: Theme) => {
  const lines = Array.from({ length: networkColorCount }, (_, index) => networkColor(index, theme).line);
  const token = tokens[theme];

  test.each([
    ['normal', 0.075],
    ['protan', 0.035],
    ['deutan', 0.035],
    ['tritan', 0.025],
  ] as const)('any two networks differ for %s sight', (kind, least) => {
    const seen = lines.map((line) => seenAs(line, kind));
    const near = seen.flatMap((a, i) =>
      seen.slice(i + 1).flatMap((b, j) => {
        const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        return distance < least ? [`${i} and ${i + 1 + j}: ${distance.toFixed(3)}`] : [];
      }),
    );
    expect(near).toEqual([]);
  });

  test('every line stands out from the host and the panel', () => {
    for (const line of lines) {
      expect(contrast(line, token.panel)).toBeGreaterThanOrEqual(3);
      expect(contrast(line, token.host)).toBeGreaterThanOrEqual(3);
    }
  });

  test('text is readable on everything it is written on', () => {
    const softs = Array.from({ length: networkColorCount }, (_, index) => networkColor(index, theme).soft);
    for (const ground of [token.panel, token.host, token.chip, token.background, ...softs])
      for (const ink of [token.ink, token.ink2, token.ink3])
        expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    for (const { fill, ink } of Object.values(token.packets)) expect(contrast(ink, fill)).toBeGreaterThanOrEqual(4.5);
  });
});

test('colours repeat after the tenth', () => {
  expect(networkColor(12, 'light')).toEqual(networkColor(2, 'light'));
});
