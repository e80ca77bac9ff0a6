import type { documents as en } from '../en/documents.ts';
import type { Translated } from '../shape.ts';

export const documents: Translated<typeof en> = {
  open: '이름과 저장된 랩…',
  title: '이 브라우저의 랩',
  description: '바뀐 내용은 모두 여기에만 저절로 저장됩니다. 시크릿 창은 닫으면 랩이 사라집니다.',
  name: '이 랩의 이름',
  namePlaceholder: '제목 없는 랩',
  kept: '저장된 랩',
  none: '다른 랩이 아직 없습니다.',
  failed: '이 브라우저가 저장을 막아, 닫으면 랩이 사라집니다. 대신 파일로 저장하세요.',
  commands_other: '명령 {{count}}개',
  remove: '{{name}} 삭제',
  removeSure: '완전히 삭제',
  stays: '아직 남아 있습니다. 다른 탭에서 열려 있거나 삭제할 수 없습니다. 그 탭을 닫고 다시 시도하세요.',
  damaged: '손상되어 열 수 없습니다.',
  newer: '더 새로운 Hopscope로 저장했습니다. 페이지를 새로 고치면 열 수 있습니다.',
  ahead: '그 뒤에 시계가 과거로 바뀌었습니다.',
  saveRecord: '남은 내용을 파일로 저장',
  saveRecordOf: '{{name}}에 남은 내용을 파일로 저장',
  warning: {
    full: '브라우저의 저장 공간이 가득 차, 바뀐 내용이 더는 저장되지 않습니다. 랩을 파일이나 링크로 저장하거나 저장된 랩을 삭제하세요.',
    blocked: '이 브라우저가 저장을 막아, 닫으면 랩이 사라집니다. 파일이나 링크로 저장하세요.',
    tooLarge:
      '랩이 Hopscope가 열 수 있는 크기를 넘어, 바뀐 내용이 더는 저장되지 않습니다. 명령을 실행 취소하거나 삭제하거나 새 랩을 시작하세요.',
    copy: '이 랩은 다른 탭에 열려 있거나 거기서 바뀌었습니다. 여기 있는 것은 따로 저장되는 사본입니다.',
    forgotten: '마지막으로 열었던 랩이 이 브라우저에 더는 없습니다. 삭제되었거나 브라우저가 지웠습니다.',
    damaged: '저장된 랩이 손상되어 열 수 없습니다. 남은 내용은 그대로 있고, 다른 랩은 전처럼 열립니다.',
    newer: '저장된 랩이 더 새로운 Hopscope로 저장되었습니다. 그대로 있으니, 페이지를 새로 고쳐 최신 버전으로 여세요.',
    unmasked: '이 브라우저에 저장된 다른 랩에는 여기서 가린 내용이 그대로 남아 있습니다:',
  },
};
