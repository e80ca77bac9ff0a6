import type { documents as en } from '../en/documents.ts';
import type { Translated } from '../shape.ts';

export const documents: Translated<typeof en> = {
  open: '이름과 저장된 랩…',
  title: '이 브라우저의 랩',
  description: '바뀐 내용은 모두 여기에만 저절로 저장됩니다.',
  name: '이 랩의 이름',
  namePlaceholder: '제목 없는 랩',
  kept: '저장된 랩',
  none: '다른 랩이 아직 없습니다.',
  failed: '이 브라우저가 저장을 막아, 닫으면 랩이 사라집니다. 대신 파일로 저장하세요.',
  commands_other: '명령 {{count}}개',
  remove: '{{name}} 삭제',
  removeSure: '완전히 삭제',
};
