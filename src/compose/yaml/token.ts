import type { Mark } from './cursor.ts';

export type TokenKind =
  | 'stream start'
  | 'stream end'
  | 'version directive'
  | 'tag directive'
  | 'document start'
  | 'document end'
  | 'block sequence start'
  | 'block mapping start'
  | 'block end'
  | 'flow sequence start'
  | 'flow sequence end'
  | 'flow mapping start'
  | 'flow mapping end'
  | 'block entry'
  | 'flow entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly kind: TokenKind;
  readonly start: Mark;
  readonly end: Mark;
  /** Of a scalar, an anchor, an alias; the handle of a tag; a version. */
  readonly value?: string;
  /** What follows a tag's handle, or what the handle stands for. */
  readonly suffix?: string;
  /** A scalar without quotes. */
  readonly plain?: boolean;
}
