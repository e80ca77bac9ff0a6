import type * as en from '../en/history.ts';
import type { Translated } from '../shape.ts';

export const change: Translated<typeof en.change> = {
  edited: '명령 수정',
  deleted: '명령 삭제',
  commented: '설명 쓰기',
  begun: '랩 바꾸기',
  renamed: '랩 이름 바꾸기',
  moved: '그림에서 옮기기',
  tidied: '가지런히 정리',
  meant: '통신 가능 표의 의도 표시',
};

export const history: Translated<typeof en.history> = {
  label: '기록',
  show: '기록 열기',
  hide: '기록 닫기',
  list: '이 랩의 명령, 처음부터 끝까지',
  start: '랩의 시작',
  empty: '직접 실행하거나 클릭으로 실행한 모든 명령이 여기에 나옵니다.',
  failed: '종료 코드 {{exit}}',
  ahead: '아직 실행 전',
  count: '{{count}}개 중 {{done}}개 실행됨',
  edit: '고치기',
  editThis: '{{number}}번 명령 고치기',
  comment: '{{number}}번 명령에 설명 쓰기',
  commented: '설명 있음',
  delete: '삭제',
  deleteThis: '{{number}}번 명령 삭제',
  replay: '처음부터 다시 재생',
  pause: '재생 멈추기',
  resume: '이어서 재생',
  speed: '재생 속도',
  speedValue: '{{speed}}배',
  hosts_other: '호스트 {{count}}개',
  containers_other: '컨테이너 {{count}}개',
  keys: '화살표 키로 고르고 Enter 키로 이동합니다. E 키는 고치기, C 키는 설명 쓰기, Delete 키는 삭제입니다.',
};

export const amend: Translated<typeof en.amend> = {
  editTitle: '{{number}}번 명령 고치기',
  editText: '그 뒤의 명령이 모두 다시 실행됩니다. 달라지는 결과를 먼저 보여 드리며, 실행 취소로 되돌릴 수 있습니다.',
  deleteTitle: '{{number}}번 명령을 삭제할까요?',
  deleteText:
    '이 명령 없이 그 뒤의 명령이 모두 다시 실행됩니다. 달라지는 결과를 먼저 보여 드리며, 실행 취소로 되돌릴 수 있습니다.',
  place: '실행하는 곳',
  line: '명령',
  preview: '달라지는 결과',
  running: '명령 {{count}}개 중 {{played}}개를 다시 실행했습니다…',
  same: '뒤의 명령은 모두 전과 같은 결과입니다.',
  none: '뒤에 다른 명령이 없습니다.',
  edited: '이 명령의 종료 코드는 {{exit}}입니다.',
  editedWell: '이 명령은 성공합니다.',
  summary: '뒤의 명령: {{fails}}개는 이제 실패, {{works}}개는 이제 성공, {{answers}}개는 출력이 달라집니다.',
  fails: '이제 실패',
  works: '이제 성공',
  answers: '출력이 달라짐',
  broken: '시뮬레이터가 이 기록을 실행하지 못했습니다. 바뀐 것은 없습니다.',
  more_other: '그 밖에 {{count}}개',
  import: '가져온 내용은 명령 줄로 고칠 수 없습니다. 명령을 삭제하거나 호스트를 다시 가져오세요.',
  edit: '고친 대로 적용',
  delete: '삭제하기',
};
