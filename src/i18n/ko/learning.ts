import type { lesson as en } from '../en/learning.ts';
import type { Translated } from '../shape.ts';

export const lesson: Translated<typeof en> = {
  label: '레슨',
  contents: '레슨 목록',
  first: '첫 번째 레슨',
  continue: '레슨 이어서 하기',
  toSandbox: '내 랩으로',
  toLesson: '레슨으로 돌아가기',
  goTo: '레슨 글로 이동',
};
