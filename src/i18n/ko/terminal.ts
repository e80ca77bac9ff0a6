import type { ended as enEnded, terminal as en } from '../en/terminal.ts';
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
  meant: {
    misspelt: '혹시 이 명령인가요?',
    stopped: '실행 중이 아닙니다. 먼저 시작해 보세요.',
    elsewhere: '{{host}}에 있습니다.',
    like: '이 랩에서는 레지스트리에 연결할 수 없습니다. 랩에 있는 비슷한 이미지를 써 보세요.',
    standIn: '같은 포트에서 응답하는 대역 이미지를 추가할 수 있습니다.',
    shellEnded:
      '컨테이너가 이미 종료되었습니다. 컨테이너는 첫 프로세스가 실행되는 동안만 살아 있는데, 터미널이 없는 셸은 읽을 입력이 없어 바로 끝납니다. 터미널을 붙이면 계속 실행됩니다.',
    jobEnded:
      '컨테이너가 이미 종료되었습니다. 컨테이너는 첫 프로세스가 실행되는 동안만 살아 있는데, 그 프로세스가 할 일을 마쳤습니다. 출력은 이렇게 볼 수 있습니다.',
    failedAtOnce: '첫 프로세스가 실패해 컨테이너도 함께 종료되었습니다. 남긴 메시지는 이렇게 볼 수 있습니다.',
  },
  runAt: '{{host}}에서 {{line}} 실행',
  held: '아직 실행 중이에요. Ctrl+C나 다음 명령으로 끝낼 수 있어요',
  earlier: '이전 명령 {{count}}개 더 보기',
  working: '아직 실행 중입니다.',
  interrupt: '중단 (Ctrl+C)',
  input: '{{place}}에서 실행할 명령',
  reverse: '이전 줄에서 찾기',
  found: '찾은 줄',
  more: '외 {{count}}개',
  show: '그림에서 {{name}} 보기',
  sealed: '출력은 답을 고른 뒤에 보여 드립니다.',
  sealedInClass: '출력은 수업에서 정답이 공개된 뒤에 보여 드립니다.',
  hint: 'docker ps나 ip addr 같은 명령을 입력해 보세요. Tab 키로 자동 완성하고 help로 쓸 수 있는 명령을 봅니다.',
};

export const ended: Translated<typeof enEnded> = {
  interrupted: '중단했습니다. 랩은 실행 전 그대로입니다.',
  time: '30초가 지나도 끝나지 않아 중단했습니다. 랩은 실행 전 그대로입니다.',
  memory: '명령 하나가 쓸 수 있는 메모리를 넘어 중단했습니다. 랩은 실행 전 그대로입니다.',
  hops: '홉이 200,000개를 넘어 중단했습니다. 패킷이 계속 맴도는 것 같습니다. 랩은 실행 전 그대로입니다.',
  output: '출력이 1MB를 넘어 중단했습니다. 랩은 실행 전 그대로입니다.',
  commands: '명령을 10,000번 실행한 뒤 중단했습니다. 반복문이 끝나지 않는 것 같습니다. 랩은 실행 전 그대로입니다.',
};
