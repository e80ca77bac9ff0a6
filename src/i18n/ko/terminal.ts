import type { terminal as en } from '../en/terminal.ts';
import type { Translated } from '../shape.ts';

export const terminal: Translated<typeof en> = {
  label: '터미널',
  places: '터미널 목록',
  open: '터미널 열기',
  openAt: '터미널을 열 위치',
  close: '{{place}} 터미널 닫기',
  copy: '화면 내용 복사',
  clear: '화면 지우기',
  hide: '터미널 숨기기',
  output: '출력',
  dockerAt: 'Docker는 여기가 아니라 {{host}}에서 실행됩니다.',
  runAt: '{{host}}에서 {{line}} 실행',
  held: '아직 실행 중이에요. Ctrl+C나 다음 명령으로 끝낼 수 있어요',
  input: '{{place}}에서 실행할 명령',
  reverse: '이전 줄에서 찾기',
  found: '찾은 줄',
  more: '외 {{count}}개',
  show: '그림에서 {{name}} 보기',
  hint: 'docker ps나 ip addr 같은 명령을 입력해 보세요. Tab 키로 자동 완성하고 help로 쓸 수 있는 명령을 봅니다.',
};
