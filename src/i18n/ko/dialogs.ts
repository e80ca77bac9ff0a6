import type * as en from '../en/dialogs.ts';
import type { Translated } from '../shape.ts';

export const dialog: Translated<typeof en.dialog> = {
  command: '실행할 명령',
  copy: '명령 복사',
  cancel: '취소',
  close: '닫기',
  failed: '명령이 메시지 없이 실패했습니다.',
  host: '호스트',
};

export const container: Translated<typeof en.container> = {
  title: '컨테이너 추가',
  description: '{{host}}에서 바로 실행됩니다.',
  action: '컨테이너 추가',
  image: '이미지',
  name: '이름',
  nameHint: '비워 두면 Docker가 이름을 지어 줍니다.',
  network: '네트워크',
  networkDefault: 'bridge (기본값)',
  networkHint: '다른 컨테이너가 주소로만 찾습니다.',
  networkDns: '다른 컨테이너가 이름으로 찾습니다.',
  ports: '게시할 포트',
  addPort: '포트 게시',
  hostPort: '호스트 포트 {{number}}',
  containerPort: '컨테이너 포트 {{number}}',
  protocol: '프로토콜 {{number}}',
  removePort: '포트 {{number}} 삭제',
  more: '추가 옵션',
  command: '명령',
  commandHint: '이미지에 정해진 명령 대신 실행합니다.',
  alias: '네트워크 별칭',
  aliasHint: '직접 만든 네트워크에서 함께 쓸 이름입니다.',
  environment: '환경 변수',
  environmentHint: '한 줄에 하나씩 NAME=value 형식으로 입력하세요.',
};

export const network: Translated<typeof en.network> = {
  title: '네트워크 추가',
  about: {
    bridge: '호스트에 전용 브리지와 컨테이너용 DNS 서버가 생깁니다.',
    macvlan: '컨테이너가 호스트의 인터페이스 위에서 저마다 다른 MAC 주소로 LAN에 직접 연결됩니다.',
    ipvlan: '컨테이너가 호스트의 인터페이스 위에서 같은 MAC 주소로 LAN에 직접 연결됩니다.',
    overlay: '스웜의 모든 호스트에 걸친 네트워크입니다. 호스트 사이는 VXLAN이 프레임을 나릅니다.',
  },
  action: '네트워크 추가',
  name: '이름',
  driver: '드라이버',
  needsSwarm: '이 호스트가 스웜 매니저여야 합니다: docker swarm init',
  parent: '부모 인터페이스',
  parentHint: '호스트의 인터페이스입니다. eth0.10이라고 쓰면 VLAN이 생깁니다.',
  mode: '모드',
  modeHint: {
    macvlan: 'bridge에서는 컨테이너끼리 통신할 수 있습니다.',
    ipvlan: 'l2는 스위치처럼, l3와 l3s는 라우터처럼 전달합니다.',
  },
  range: '컨테이너에 줄 범위',
  rangeHint: 'LAN의 다른 머신이 쓰지 않는 서브넷의 일부입니다.',
  attachable: '연결 허용',
  attachableHint: '서비스뿐 아니라 docker run으로도 연결할 수 있습니다.',
  encrypted: '암호화',
  encryptedHint: '호스트 사이의 트래픽을 IPsec으로 암호화합니다.',
  subnet: '서브넷',
  subnetHint: '비워 두면 Docker가 고릅니다.',
  gateway: '게이트웨이',
  gatewayHint: '보통 서브넷의 첫 번째 주소입니다.',
  internal: '내부 전용',
  internalHint: '이 네트워크의 컨테이너는 외부와 통신할 수 없습니다.',
  talk: '컨테이너끼리 통신 허용',
  talkHint: '끄면 게시된 포트만 열립니다.',
};

export const connect: Translated<typeof en.connect> = {
  title: '{{name}} 컨테이너를 네트워크에 연결',
  description: '그 네트워크의 주소를 가진 인터페이스가 하나 더 생깁니다.',
  noneLeft: '이미 모든 네트워크에 연결되어 있습니다. 먼저 네트워크를 추가하세요.',
  action: '연결',
  network: '네트워크',
};

export const send: Translated<typeof en.send> = {
  title: '보내기',
  description: '지나가는 길을 홉 단위로 볼 수 있습니다.',
  action: '보내기',
  from: '보내는 곳',
  to: '받는 곳',
  swap: '보내는 곳과 받는 곳 바꾸기',
  kind: '종류',
  kinds: {
    curl: 'HTTP 요청',
    ping: 'ping',
    dns: 'DNS 질의',
  },
  name: '질의할 이름',
  address: '주소 또는 이름',
  port: '포트',
  hint: {
    curl: '게시되거나 노출된 포트를 추천합니다.',
    ping: 'ICMP 에코 요청을 한 번 보냅니다.',
    dns: '보내는 곳에 설정된 DNS 서버에 묻습니다.',
  },
  machines: '머신',
  containers: '컨테이너',
  stopped: '{{name}} (실행 중 아님)',
};

export const disconnect: Translated<typeof en.disconnect> = {
  title: '{{name}} 컨테이너를 네트워크에서 분리',
  description: '그 네트워크에 있던 인터페이스와 주소가 사라집니다.',
  action: '분리',
  network: '네트워크',
};

export const rename: Translated<typeof en.rename> = {
  title: '{{name}} 이름 바꾸기',
  description: '같은 네트워크의 다른 컨테이너는 이제 새 이름으로 찾습니다.',
  action: '이름 바꾸기',
  name: '새 이름',
};

export const duplicate: Translated<typeof en.duplicate> = {
  title: '{{name}} 복제',
  description: '옵션이 같은 컨테이너를 하나 더 만듭니다. 호스트 포트는 비어 있는 다음 번호를 씁니다.',
  action: '복제',
  name: '복제본 이름',
};
