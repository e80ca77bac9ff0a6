import type { embed as en } from '../en/embed.ts';
import type { Translated } from '../shape.ts';

export const embed: Translated<typeof en> = {
  bar: '재생',
  open: 'Hopscope에서 열기',
};
