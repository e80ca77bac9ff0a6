import type * as en from '../en/page.ts';
import type { Translated } from '../shape.ts';

export const controls: Translated<typeof en.controls> = {
  copied: '복사했습니다',
  panels: '패널',
  resizeInspector: '인스펙터 너비',
  resizeTerminal: '터미널 높이',
  showInspector: '인스펙터 열기',
  showTerminal: '터미널 열기',
  dismiss: '닫기',
  opening: '랩을 여는 중…',
};

export const editor: Translated<typeof en.editor> = {
  label: '파일 편집기',
  open: '파일 편집…',
};

export const toolbar: Translated<typeof en.toolbar> = {
  label: '추가와 전송',
  container: '컨테이너',
  network: '네트워크',
  host: '호스트',
  full: 'LAN에는 호스트를 여덟 대까지 놓을 수 있습니다.',
  send: '보내기',
};

export const graph: Translated<typeof en.graph> = {
  picture: '랩 그림: 화살표 키로 이동하고 Enter 키로 작업 메뉴를 엽니다',
  internet: '인터넷',
  lan: 'LAN',
  engine: 'Engine',
  netfilter: 'netfilter',
  netfilterHint: '라우팅, iptables, conntrack',
  minimap: '그림 전체의 작은 지도: 클릭하거나 끌거나 화살표 키를 눌러 보이는 곳을 옮깁니다',
  legend: '표시의 뜻',
  noRules: '규칙 없음',
  chains_other: '체인 {{count}}개',
  containers_other: '컨테이너 {{count}}개',
  services_other: '서비스 {{count}}개',
  healthy: '정상',
  starting: '시작 중',
  unhealthy: '비정상',
  runningOf: '{{containers}}개 중 {{running}}개 실행 중',
  startingOf: '{{count}}개 시작 중',
  unhealthyOf: '{{count}}개 비정상',
  dependencies: '서비스 사이의 의존 관계 보기',
  dependsOn: '의존 관계',
  projects: '프로젝트',
  filterProjects: '네트워크와 프로젝트 골라 보기',
  all: '모두',
  ruleHint: '요청을 따라가면 패킷이 만나는 규칙이 여기에 보여요',
  alsoHere: '{{network}}에도 있어요',
  noAddress: '주소 없음',
  internal: '내부 전용',
  hostNetwork: '호스트 네트워크',
  noNetwork: '네트워크 없음',
  sharedNetwork: '{{container}}의 네트워크',
  stopped: '중지됨',
  created: '생성됨',
  paused: '일시 중지됨',
  restarting: '다시 시작 중',
  down: '꺼짐',
  send: '보내기',
  tools: '그림에서 보이는 범위',
  zoomIn: '확대',
  zoomOut: '축소',
  tidy: '가지런히 정리',
  filter: '네트워크 골라 보기',
  allNetworks: '모든 네트워크',
  fit: '전체 보기',
  follow: '패킷 따라가기',
  followEnd: '패킷 그만 따라가기',
};

export const welcome: Translated<typeof en.welcome> = {
  title: '컨테이너를 추가해 시작하세요',
  text: '인터페이스와 주소, 방화벽 규칙이 생기는 모습을 보고 패킷이 지나는 홉을 하나씩 따라가 보세요.',
  add: '컨테이너 추가',
  example: '요청 하나 보여 주기',
  type: '또는 host1에서 실행:',
  run: '{{line}} 실행',
};

export const classroom: Translated<typeof en.classroom> = {
  label: '수업',
};

export const notice: Translated<typeof en.notice> = {
  undone: '실행 취소함:',
  redone: '다시 실행함:',
  edited: '고침:',
  deleted: '삭제함:',
  failed: '실패:',
  ended: '안에 있는 명령 하나가 중단되어 열 수 없습니다.',
  simulatorFailed: '시뮬레이터가 실행하지 못했습니다. 아래 명령과 함께 알려 주세요:',
  noLesson: '이런 레슨은 없습니다:',
  noClass: '수업의 주소가 아닙니다. 다시 받아 보세요. 지금 랩은 그대로 있습니다.',
  classDamaged:
    '수업의 주소가 온전하지 않거나 도중에 바뀌었습니다. 전체를 복사하거나 코드를 스캔하세요. 지금 랩은 그대로 있습니다.',
  classInsecure: '수업은 암호화되므로 HTTPS나 localhost로 연 페이지에서만 할 수 있습니다. 지금 랩은 그대로 있습니다.',
  imported: '호스트에서 가져왔습니다.',
  counts: '가정한 것 {{assumed}}개, 랩에 없는 것 {{lacks}}개, 직접 바꾼 것 {{changes}}개.',
  differs: '다른 점',
  foreign: 'Hopscope 문서도, Docker 호스트가 출력한 내용도 아닙니다. 지금 랩은 그대로 있습니다.',
  damaged: '링크나 파일이 온전하지 않거나 도중에 바뀌었습니다. 다시 받아 보세요. 지금 랩은 그대로 있습니다.',
  newer: '더 새로운 Hopscope로 만든 문서입니다. 페이지를 새로 고쳐 최신 버전으로 여세요. 지금 랩은 그대로 있습니다.',
  'too-large': 'Hopscope가 열 수 있는 크기를 넘습니다. 지금 랩은 그대로 있습니다.',
};

export const failure: Translated<typeof en.failure> = {
  title: 'Hopscope가 멈췄습니다',
  text: '페이지 자체에 오류가 생겼습니다. 지금까지 실행한 명령은 아래에 있으니 다시 실행할 수 있습니다.',
  reload: '다시 시작',
};

export const outline: Translated<typeof en.outline> = {
  label: '랩 개요',
  actions: '{{name}} 작업',
  machines: '머신',
  networks: '{{machine}}의 네트워크',
  containers: '{{machine}}의 컨테이너',
  projects: '{{machine}}의 프로젝트',
  project: '{{machine}}의 {{name}} 프로젝트',
  whole: '{{name}} 프로젝트 전체',
  alone: '{{machine}}에서 프로젝트에 속하지 않은 컨테이너',
  health: '{{name}}, {{health}}',
  stopped: '{{name}}, 실행 중 아님',
  more: '{{count}}개 더 보기',
};

export const actions: Translated<typeof en.actions> = {
  menu: '작업',
  sendFrom: '여기에서 보내기…',
  sendTo: '여기로 보내기…',
  terminal: '터미널 열기',
  connect: '네트워크에 연결…',
  disconnect: '네트워크에서 분리…',
  duplicate: '복제…',
  rename: '이름 바꾸기…',
  pause: '일시 중지',
  unpause: '계속',
  restart: '다시 시작',
  stop: '중지',
  start: '시작',
  remove: '삭제',
  addHere: '여기에 컨테이너 추가…',
  networkHere: '여기에 네트워크 추가…',
  fold: '{{name}} 프로젝트를 카드 하나로 접기',
  unfold: '{{name}} 프로젝트 펼치기',
  showOnly: '이 프로젝트만 보기',
  showAll: '모두 보기',
  composeUp: '올리기 (docker compose up)',
  composeDown: '내리기 (docker compose down)',
};

export const level: Translated<typeof en.level> = {
  label: '자세한 정도',
  overview: '개요',
  wiring: '배선',
  netfilter: 'Netfilter',
};

export const example: Translated<typeof en.example> = {
  title: '예제를 실행하고 있습니다.',
  next: '다음으로:',
  empty: '빈 랩에서 시작',
  more: '예제 더 보기',
};
