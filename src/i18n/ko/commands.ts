import type * as en from '../en/commands.ts';
import type { Translated } from '../shape.ts';

export const commands: Translated<typeof en.commands> = {
  addContainer: '컨테이너 추가…',
  addNetwork: '네트워크 추가…',
  engineSettings: '엔진 설정…',
  addHost: '호스트 추가',
  addDevice: 'LAN에 머신 추가',
  send: '보내기…',
  gallery: '예제 열기…',
  maker: '레슨 만들기…',
  submissions: '제출물 확인…',
  examine: '이 랩 점검하기…',
  new: '새 랩',
  hubImages: '새 랩에서 Docker Hub와 같은 이미지 사용',
  tidy: '그림 정돈',
  level: '자세한 정도: {{level}}',
  present: '발표',
  presentEnd: '발표 마치기',
  classStart: '수업 시작하기',
  classGoOn: '수업 계속하기',
  scenes: '발표 단계',
  compare: '트래픽을 나란히 비교',
  guess: '보여 주기 전에 결과 맞혀 보기',
  guessEnd: '맞히기 없이 트래픽 바로 보여 주기',
  guessReveal: '결과 공개하기',
  hideAnswers: '답 숨기기: 실패한 이유와 고치는 법',
  showAnswers: '답 보이기: 실패한 이유와 고치는 법',
  reasonsAtOnce: '실패한 이유를 바로 알려 주기',
  reasonsInTurn: '실패한 이유를 그 장면에서 알려 주기',
  theme: {
    system: '테마: 시스템 설정',
    light: '테마: 라이트',
    dark: '테마: 다크',
  },
  terminal: '터미널로 이동',
  terminalAt: '{{name}} 터미널',
  palette: '모든 명령',
  search: '랩에서 찾기',
  shortcuts: '키보드 단축키',
  glossary: '용어 사전',
  about: 'Hopscope 정보',
  term: '용어 사전: {{term}}',
};

export const palette: Translated<typeof en.palette> = {
  commands: '명령',
  commandsHint: '무엇을 할까요?',
  search: '랩에서 찾기',
  searchHint: '이름, 주소, ID, 이미지, 포트…',
  nothing: '찾은 것이 없습니다',
  group: {
    selection: '선택한 항목',
    lab: '랩',
    story: '재생',
    view: '보기',
    terminal: '터미널',
    page: '페이지',
    glossary: '용어 사전',
    class: '수업',
    lessons: '레슨',
    things: '랩에 있는 것',
  },
  kind: {
    machine: '머신',
    network: '네트워크',
    container: '컨테이너',
    project: '프로젝트',
  },
};

export const shortcuts: Translated<typeof en.shortcuts> = {
  title: '키보드 단축키',
  description: '입력란 밖에서, 그리고 터미널에서 쓸 수 있습니다.',
  picture: '그림',
  nodes: '다음 항목으로 이동',
  pan: '그림 옮기기 (모든 화살표)',
  zoom: '확대와 축소',
  menu: '항목의 작업 메뉴 열기',
  complete: '단어 자동 완성',
  history: '이전 줄과 다음 줄',
  reverse: '이전 줄에서 찾기',
  interrupt: '입력한 줄과 대기 중인 명령 취소',
  clear: '화면 지우기',
  lineEnds: '줄 처음과 끝으로',
  kill: '처음까지, 끝까지, 한 단어 지우기',
};

export const gallery: Translated<typeof en.gallery> = {
  title: '예제',
  description: '명령 몇 개와 트래픽으로 이루어져 있습니다. 마음껏 바꿔 보세요.',
  replaces: '예제를 열면 현재 랩이 예제로 바뀝니다. 실행 취소하면 되돌아옵니다.',
  published: {
    title: '게시된 포트',
    text: 'LAN의 클라이언트가 호스트에 요청하면 호스트가 목적지를 컨테이너로 바꿉니다.',
    caption:
      '클라이언트가 호스트의 8080번 포트에 요청합니다. DNAT 규칙이 목적지를 컨테이너 주소로 바꾸고, 응답은 다시 호스트 주소로 나갑니다.',
    next: '호스트에서 직접 요청해 보세요. docker-proxy가 응답합니다.',
  },
  default: {
    title: '기본 브리지',
    text: '컨테이너끼리 주소로 통신합니다. 이름은 알 수 없어서 첫 번째 요청은 실패합니다.',
    caption:
      'box가 “web”이라는 이름을 찾습니다. 기본 브리지에는 컨테이너를 위한 이름 서버가 없어서 아무도 그 이름을 모릅니다.',
    next: '같은 컨테이너에 주소로 요청해 보세요. 이번에는 됩니다.',
  },
  named: {
    title: '직접 만든 네트워크',
    text: '내장 DNS 서버가 이름과 별칭을 알고 있어서 “backend”로 보낸 요청이 도착합니다.',
    caption: 'box가 127.0.0.11의 내장 DNS 서버에 “backend”를 묻습니다. api의 별칭이라서 요청이 api에 도착합니다.',
    next: '컨테이너의 이름으로도 같은 주소를 찾습니다.',
  },
  isolated: {
    title: '서로 떨어진 두 네트워크',
    text: '같은 네트워크의 friend는 응답을 받고, 다른 네트워크의 stranger가 보낸 패킷은 호스트가 폐기합니다.',
    caption:
      'stranger가 다른 네트워크의 web으로 패킷을 보냅니다. Docker는 브리지 사이의 트래픽을 허용하지 않으므로 호스트가 폐기합니다.',
    next: 'stranger를 같은 네트워크에 연결하고 패킷을 다시 보내 보세요.',
  },
  proxy: {
    title: '내부 네트워크 앞의 프록시',
    text: '프록시만 게시합니다. 그 뒤의 앱은 내부 전용 네트워크에 있어 밖으로 나갈 수 없습니다.',
    caption:
      'proxy는 두 네트워크에 모두 있어서 내부 네트워크의 app을 이름으로 찾습니다. 밖에서 app에 가는 길은 이것뿐입니다.',
    next: 'app에서 인터넷으로 패킷을 보내 보세요. 내부 전용 네트워크에서는 밖으로 나갈 수 없습니다.',
  },
  host: {
    title: '호스트의 네트워크',
    text: '서버가 호스트에서 직접 수신 대기합니다. 게시할 포트도, 바뀌는 주소도 없습니다.',
    caption:
      'web에는 자기 네트워크가 없고 호스트의 80번 포트에서 수신 대기합니다. 클라이언트의 요청을 바꾸는 규칙이 없습니다.',
    next: '컨테이너에서는 게이트웨이, 곧 호스트의 주소로 요청합니다.',
  },
  macvlan: {
    title: 'LAN에 직접 연결된 컨테이너',
    text: 'macvlan을 쓰면 컨테이너가 LAN의 머신 한 대처럼 동작합니다. 클라이언트는 응답을 받지만 자기 호스트는 받지 못합니다.',
    caption:
      'host1이 자기 컨테이너의 주소를 찾지만 아무도 응답하지 않습니다. macvlan은 호스트와 그 컨테이너를 떼어 놓습니다.',
    next: 'LAN의 다른 머신은 컨테이너와 통신할 수 있습니다.',
  },
  overlay: {
    title: '두 호스트에 걸친 네트워크',
    text: '스웜과 오버레이 네트워크입니다. “web”으로 보낸 요청이 VXLAN에 실려 다른 호스트로 갑니다.',
    caption: 'box가 다른 호스트의 web에 요청합니다. 프레임마다 UDP 패킷(VXLAN, 포트 4789)에 담겨 LAN을 건너갑니다.',
    next: '같은 길로 ping을 보내 보세요.',
  },
  shop: {
    title: '프런트, 백엔드, 데이터로 나눈 쇼핑몰',
    text: '네트워크가 셋인 Compose 파일입니다. proxy는 app에, app은 db에 닿고 다른 길은 없습니다.',
    caption:
      'client가 호스트의 포트 80에 요청합니다. 여기에 proxy의 포트가 게시되어 있습니다. proxy는 서비스 이름으로 app을 찾지만, db는 proxy가 없는 네트워크에 있습니다.',
    next: '두 네트워크에 다 있는 app에서 db에 요청해 보세요.',
  },
  sharing: {
    title: '네트워크를 함께 쓰는 두 프로젝트',
    text: '두 Compose 프로젝트가 네트워크 하나를 함께 씁니다. 거기서는 다른 프로젝트의 서비스를 이름으로 찾습니다.',
    caption:
      'box는 desk 프로젝트의 컨테이너입니다. 두 프로젝트가 함께 쓰는 plaza 네트워크에서 “web”은 다른 프로젝트의 서비스입니다.',
    next: 'db는 다른 프로젝트만의 네트워크에 있어서 여기서는 이름을 알 수 없습니다.',
  },
  sidecar: {
    title: '다른 컨테이너의 네트워크에 있는 사이드카',
    text: 'network_mode: service:main이면 다른 컨테이너의 네트워크를 그대로 씁니다. 주소가 하나이고 localhost도 같습니다.',
    caption:
      'box가 main의 포트 8080에 요청합니다. 응답하는 것은 side입니다. side는 자기 주소 없이 main의 네트워크 안에 있습니다.',
    next: 'side에서 보면 main의 인터페이스와 주소가 자기 것처럼 보입니다.',
  },
  monitoring: {
    title: '서비스 옆의 모니터링',
    text: 'Prometheus는 두 네트워크에 다 있어서 web을 이름으로 부릅니다. Grafana는 포트가 게시되어 있고 Prometheus에만 닿습니다.',
    caption:
      'client가 호스트의 포트 3000에 요청합니다. 여기에 grafana의 포트가 게시되어 있습니다. grafana는 prometheus와 같은 네트워크에 있고 web과는 아닙니다.',
    next: 'grafana에서 서비스 이름으로 prometheus에 요청해 보세요.',
  },
};

export const presenter: Translated<typeof en.presenter> = {
  label: '발표 화면',
  nothing: '아직 보낸 것이 없습니다. S 키로 보내거나 Esc 키로 돌아가세요.',
};

export const help: Translated<typeof en.help> = {
  engine: '{{place}}에서는 Docker Engine과 리눅스 호스트의 도구를 쓸 수 있습니다. 이렇게 시작해 보세요.',
  container: '{{place}} 컨테이너 안입니다. 인터페이스와 라우트, DNS 설정이 따로 있습니다. 이렇게 시작해 보세요.',
  machine: '{{place}} 머신은 Docker가 없는 리눅스입니다. 이렇게 시작해 보세요.',
  lan: '여기서 LAN에 머신을 연결합니다. Docker Engine이 있는 호스트는 여덟 대까지이고, 없는 머신도 놓을 수 있습니다. 저마다 주소와 터미널이 생깁니다.',
  commands: '여기서 쓸 수 있는 명령입니다. 파이프와 반복문, 리디렉션은 bash처럼 동작합니다.',
};

export const terms: Translated<typeof en.terms> = {
  title: '용어 사전',
  description: '이 페이지에서 쓰는 용어를 한두 문장으로 설명합니다.',
  all: '모든 용어',
  show: '그림에서 보기',
};

export const about: Translated<typeof en.about> = {
  title: 'Hopscope 정보',
  description: '브라우저 안에서만 실행되며 아무것도 밖으로 보내지 않습니다.',
  packages: '다른 이들이 만든 패키지 {{count}}개의 일부가 들어 있습니다',
  failed: '라이선스 목록을 불러올 수 없습니다. 빌드한 페이지의 licences.json 파일에 있습니다.',
};
