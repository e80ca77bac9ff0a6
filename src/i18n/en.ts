import { header } from './en/header.ts';

export const en = { header };
