import type { header as en } from '../en/header.ts';
import type { Translated } from '../shape.ts';

export const header: Translated<typeof en> = {
  tagline: 'Docker 호스트 네트워크가 실제로 하는 일을 홉 단위로 보여 줍니다',
  undo: '실행 취소',
  redo: '다시 실행',
  language: '언어',
  theme: '테마',
  themeSystem: '시스템 설정',
  themeLight: '라이트',
  themeDark: '다크',
};
