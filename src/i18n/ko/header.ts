import type { header as en } from '../en/header.ts';
import type { Translated } from '../shape.ts';

export const header: Translated<typeof en> = {
  untitled: '제목 없는 랩',
  document: '문서: {{title}}',
  search: '찾기',
  present: '발표',
  more: '더 보기',
  undo: '실행 취소',
  redo: '다시 실행',
  language: '언어',
  theme: '테마',
  themeSystem: '시스템 설정',
  themeLight: '라이트',
  themeDark: '다크',
};
