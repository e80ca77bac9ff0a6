import type * as en from '../en/lesson-dock.ts';
import type { Translated } from '../shape.ts';

export const dock: Translated<typeof en.dock> = {
  label: '레슨: {{title}}',
  reviewTitle: '복습: {{chapter}}',
  step: '{{count}}단계 중 {{step}}단계',
  end: '완료',
  steps: '단계',
  goToStep: '{{step}}단계: {{title}}',
  back: '이전',
  next: '다음',
  finish: '마치기',
  contents: '모든 레슨',
  sandbox: '내 랩으로',
  copyLink: '이 레슨의 링크 복사',
  loading: '레슨을 여는 중입니다…',
  again: '처음부터 다시',
  show: '그림에서 {{name}} 보기',
  image: '그림: {{text}}',
};

export const goal: Translated<typeof en.goal> = {
  title: '목표',
  progress: '{{count}}개 중 {{held}}개 달성',
  all: '목표를 모두 달성했습니다.',
  held: '달성',
  open: '아직 달성하지 못함',
  lost: '달성했다가 풀림',
  lostNote: '달성했다가 풀렸습니다.',
  missing: '지금: ',
  earlier: '앞 단계의 목표가 풀렸습니다.',
};

export const question: Translated<typeof en.question> = {
  answer: '답하기',
  choose: '답을 먼저 고르세요.',
  sealed: '고르기 전에는 답을 볼 수 없습니다. 고르면 실제로 일어납니다.',
  plays: '답이 보이는 장면까지 트래픽을 재생합니다.',
  tellNow: '바로 답 보기',
  right: '맞았습니다.',
  wrong: '틀렸습니다.',
  chosen: '내가 고른 답',
  isRight: '맞는 답',
  none: '지금 랩에서는 이 질문을 할 수 없습니다. 다음으로 가거나 처음부터 다시 하세요.',
  wait: '질문을 준비하는 중입니다…',
};

export const guess: Translated<typeof en.guess> = {
  title: '무슨 일이 일어날까요?',
  score: '{{count}}문제 중 {{right}}문제 맞힘',
  reveal: '공개하기',
  goOn: '이어서 재생',
  end: '맞히기 끝내기',
};

export const find: Translated<typeof en.find> = {
  point: '그림에서 클릭하거나 여기에 입력하세요.',
  type: '여기에 입력하세요.',
  input: '찾은 것',
  check: '확인',
  found: '찾았습니다.',
  wrong: '답이 아닙니다: “{{text}}”',
  none: '지금 랩에는 없습니다. 다음으로 가거나 처음부터 다시 하세요.',
  answer: '답:',
};

export const watch: Translated<typeof en.watch> = {
  run: '보내기',
  again: '다시 보내기',
};

export const hint: Translated<typeof en.hint> = {
  take: '힌트',
  title: '힌트',
  number: '힌트 {{number}}/{{count}}',
  gone: '전에 실패하던 트래픽은 이제 실패하지 않습니다.',
  command: '풀이 가운데 하나에서는 이어서 이 명령을 실행합니다.',
  showMe: '풀이 보기',
  showMeHint: '레슨의 처음부터 풀이를 재생합니다. 실행 취소를 하면 명령이 하나씩 되돌려집니다.',
  works: '풀이를 재생하는 중입니다…',
};

export const over: Translated<typeof en.over> = {
  title: '왜 그럴까요',
  answers: '질문 {{count}}개 중 {{right}}개 맞힘',
  hints_other: '힌트 {{count}}개',
  next: '다음: {{title}}',
  review: '이 장의 질문 세 개',
  comesBack: '전에 틀린 질문 다시 풀기',
  reviewTitle: '복습을 마쳤습니다',
  reviewText: '{{count}}개 중 {{right}}개를 맞혔습니다. 틀린 질문은 레슨 몇 개 뒤에 다시 나옵니다.',
  reviewAll: '{{count}}개를 모두 맞혔습니다.',
  none: '이 장에는 복습할 질문이 없습니다.',
};

export const contents: Translated<typeof en.contents> = {
  title: '레슨',
  description: '레슨마다 랩이 따로 있습니다. 내 랩은 그대로 남습니다.',
  done: '{{count}}개 중 {{done}}개',
  stateDone: '완료',
  stateBegun: '하는 중',
  stateNew: '새 레슨',
  continue: '이어서 하기: {{title}}',
  review: '복습',
  reviewOf: '복습: {{chapter}}',
  export: '진도를 파일로 저장',
  import: '저장한 진도 열기',
  imported: '파일의 진도를 더했습니다.',
  foreign: '레슨 진도가 들어 있는 파일이 아닙니다. 진도는 그대로입니다.',
  newer: '더 새로운 Hopscope로 저장한 파일입니다. 진도는 그대로입니다.',
  kept: '진도는 이 브라우저에만 남습니다.',
};

export const chapters: Translated<typeof en.chapters> = {
  stack: '컨테이너 하나, 스택 하나',
  localhost: '누구의 localhost일까요?',
  ports: '게시된 포트',
  names: '이름',
  walls: '벽이 되는 네트워크',
  firewall: '방화벽, 규칙 하나씩',
  drivers: '다른 드라이버, 다른 머신',
  projects: 'Compose, 그리고 모두 함께',
  made: '다른 사람이 만든 레슨',
};
