import { ComposeError } from './problem.ts';
import { goQuoted } from './go.ts';

/** The name that a text is made into: small letters, digits, `-`, `_`, not beginning with the last two. */
export const normalizedName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');

/**
 * A name that was asked for is not made to fit.
 * @throws ComposeError
 */
export function checkProjectName(name: string): void {
  if (normalizedName(name) === name) return;
  throw new ComposeError({
    text: `invalid project name ${goQuoted(name)}: must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`,
  });
}
