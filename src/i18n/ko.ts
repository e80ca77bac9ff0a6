import type { en } from './en.ts';
import { header } from './ko/header.ts';
import type { Translated } from './shape.ts';

export const ko: Translated<typeof en> = { header };
