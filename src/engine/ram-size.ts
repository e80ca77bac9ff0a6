const UNITS = 'kmgtp';

/** Why a text is no size. */
export class SizeProblem extends Error {
  override readonly name = 'SizeProblem';
}

/** A size such as 64m in octets (github.com/docker/go-units: RAMInBytes). Throws SizeProblem. */
export function ramInBytes(text: string): number {
  const [, head, suffix = ''] = /^([^]*[\d. ])([^]*?)$/.exec(text) ?? [];
  if (head === undefined) throw new SizeProblem(`invalid size: '${text}'`);
  const digits = head.replace(/ $/, '');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(digits))
    throw new SizeProblem(`strconv.ParseFloat: parsing ${JSON.stringify(digits)}: invalid syntax`);
  const size = Number(digits);
  if (size < 0) throw new SizeProblem(`invalid size: '${text}'`);
  const [, unit] = /^(?:b|([kmgtp])(?:i?b)?)?$/i.exec(suffix) ?? [undefined, 'none'];
  if (unit === 'none') throw new SizeProblem(`invalid suffix: '${suffix.length > 3 ? suffix : suffix.toLowerCase()}'`);
  return Math.trunc(size * 1024 ** (unit ? UNITS.indexOf(unit.toLowerCase()) + 1 : 0));
}
