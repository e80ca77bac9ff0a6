import type { update as en } from '../en/update.ts';
import type { Translated } from '../shape.ts';

export const update: Translated<typeof en> = {
  ready: '새 버전의 Hopscope가 준비되었습니다. 랩은 그대로 유지됩니다.',
  take: '새로 고침',
  later: '나중에',
};
