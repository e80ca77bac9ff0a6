import type { header as en } from '../en/header.ts';
import type { Translated } from '../shape.ts';

export const header: Translated<typeof en> = {
  language: '언어',
  tagline: 'Docker 호스트의 네트워크가 실제로 하는 일을 홉 단위로 봅니다',
};
