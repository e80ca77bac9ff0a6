import type * as en from '../en/inspector.ts';
import type { Translated } from '../shape.ts';

export const inspector: Translated<typeof en.inspector> = {
  label: '인스펙터',
  hide: '인스펙터 숨기기',
  backToHop: '홉으로 돌아가기',
  backToLab: '랩으로 돌아가기',
  hopTitle: '홉 {{number}}/{{count}} · {{stage}}',
  packets_other: '패킷 {{count}}개',
  before: '이전:',
  after: '이후:',
  lab: '랩',
  labHint: 'Docker Engine 28.5.2가 설치된 호스트와 클라이언트가 같은 LAN에 있고, 라우터가 인터넷으로 이어 줍니다.',
  machines: '머신',
  networks: '네트워크',
  containers: '컨테이너',
  noContainers: '아직 없습니다.',
  container: '컨테이너',
  network: '네트워크',
  published: '게시된 포트',
  interfaces: '인터페이스',
  routes: '라우팅 테이블',
  internal: '내부 전용',
  masqueraded: '호스트 주소로 NAT',
  routed: '호스트를 거쳐 NAT 없이',
  onWire: '{{device}}의 회선으로 직접',
  byGateway: 'docker_gwbridge를 거쳐 NAT',
  hostStack: '호스트와 같음',
  noTalk: '통신 불가',
  raw: '도구의 출력 그대로',
  notFoundOut: '알아내는 데 시간이 너무 오래 걸려 그만두었습니다.',
  nothingPrinted: '(출력 없음)',
  family: '주소 체계',
  policy: '기본 정책',
  noRules: '규칙이 없습니다.',
  hits_other: '이 트래픽의 패킷 {{count}}개가 해당함',
  ports: '포트',
  learned: '{{seconds}}초 전',
  dns: 'DNS 서버',
  dnsMembers: '각 멤버의 127.0.0.11에 있는 Docker 이름 서버가 이 이름들을 멤버에게만 알려 줍니다.',
  dnsNone: '이 네트워크에는 이름 서버가 없어 컨테이너끼리 이름으로 찾을 수 없습니다.',
  sandbox: '샌드박스',
  endpoint: '엔드포인트',
  sockets: '수신 대기 소켓',
  processes: '프로세스',
  connections: '연결',
  wayOut: '나가는 길',
  none: '없음',
};

export const evidence: Translated<typeof en.evidence> = {
  rule: '해당 규칙',
  policy: '체인 기본 정책',
  route: '경로',
  forwarding: '포워딩 테이블',
  neighbour: '이웃 테이블',
  socket: '소켓',
  setting: '커널 설정',
};

export const stage: Translated<typeof en.stage> = {
  in: '{{device}} 수신',
  out: '{{device}} 송신',
  bridge: '브리지',
  switch: '스위치',
  neighbour: '이웃 테이블',
  routing: '라우팅',
  conntrack: 'conntrack',
  socket: '소켓',
};

export const field: Translated<typeof en.field> = {
  image: '이미지',
  command: '명령',
  id: 'ID',
  exposes: '노출 포트',
  address: '주소',
  address6: 'IPv6',
  gateway: '게이트웨이',
  hostInterface: '호스트 쪽',
  names: 'DNS 이름',
  subnet: '서브넷',
  bridge: '브리지',
  outside: '외부 연결',
  talk: '서로 간 통신',
};

export const packet: Translated<typeof en.packet> = {
  title: '패킷',
  tree: '패킷의 계층',
  octets: '패킷의 바이트',
  showOctets: '바이트 보기',
  copy: '패킷을 텍스트로 복사',
  added: '여기서 추가됨',
  fragments: '조각',
  fragment: '조각 {{number}}/{{count}}',
  fragmentBack: '이전 조각',
  fragmentOn: '다음 조각',
};

export const state: Translated<typeof en.state> = {
  created: '생성됨',
  running: '실행 중',
  paused: '일시 중지됨',
  restarting: '다시 시작하는 중',
  exited: '중지됨, 종료 코드 {{code}}',
  removing: '삭제하는 중',
  dead: '종료됨',
  short: {
    created: '생성됨',
    running: '실행 중',
    paused: '일시 중지됨',
    restarting: '다시 시작하는 중',
    exited: '중지됨',
    removing: '삭제하는 중',
    dead: '종료됨',
  },
};

export const machine: Translated<typeof en.machine> = {
  host: 'Docker 호스트',
  client: 'LAN 클라이언트',
  router: '라우터',
  internet: '인터넷',
};

export { diagnosis, why } from './diagnosis.ts';
export { events } from './timeline.ts';
export { matrix } from './matrix.ts';
