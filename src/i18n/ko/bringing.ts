import type { bringing as en } from '../en/bringing.ts';
import type { Translated } from '../shape.ts';

export const bringing: Translated<typeof en> = {
  title: '내 호스트 가져오기',
  description: '호스트가 출력한 내용을 붙여넣으세요. 이 페이지 안에서 읽으며, 아무것도 페이지 밖으로 나가지 않습니다.',
  given: '호스트의 출력',
  paste: '호스트의 출력을 붙여넣거나 끌어다 놓기',
  pasteHere: '여기에 붙여넣거나 끌어다 놓으세요',
  pasteHint:
    '스크립트의 출력, docker inspect, docker network inspect, docker ps -a, ip -j addr, ip route, iptables-save, ipset save, nft list ruleset, ss -tulpn, sysctl -a, daemon.json. 여러 개를 순서 없이 함께 넣어도 됩니다.',
  pasted: '붙여넣은 내용',
  pick: '파일 고르기…',
  take: '이 텍스트 사용',
  recognised: '알아본 내용',
  remove: '{{name}} 빼기',
  foreign: '호스트의 출력이 아니어서 쓰지 않습니다.',
  besides: '완성된 스냅샷은 단독으로 열리므로 이 내용은 쓰지 않습니다.',
  nothing: '아직 넣은 내용이 없습니다.',
  reading: '읽는 중…',
  opening: '랩을 만드는 중…',
  untouched: '지금 랩은 그대로입니다.',
  refused: '호스트를 만들지 못했습니다:',
  privacy: '버린 내용',
  privacyText: '네트워크에 관한 내용만 남깁니다. 환경 변수, 명령, 레이블, 마운트, 주석은 저장하거나 공유하지 않습니다.',
  assumed_other: '가정한 내용: {{count}}가지',
  masking: '랩으로 만들기 전에',
  maskAddresses: '공인 주소 가리기',
  maskAddressesText: '문서용으로 예약된 주소로 바꿉니다. 같은 주소는 어디서나 같게 바뀝니다.',
  maskNames: '호스트와 컨테이너 이름 바꾸기',
  maskNamesText: 'c1 같은 이름으로 바꿉니다. 같은 이름은 어디서나 같게 바뀝니다.',
  content: '랩에 담길 내용: {{count}}자',
  contentLabel: '랩에 담길 텍스트',
  contentAll: '전체 보기',
  hosts_other: '호스트 {{count}}개',
  containers_other: '컨테이너 {{count}}개',
  networks_other: '네트워크 {{count}}개',
  cancel: '취소',
  open: '열기',
  script: '스냅샷 스크립트',
  scriptText:
    'Docker 호스트의 네트워크에 관한 내용을 모두 출력하고, 비밀 정보는 출력하지 않습니다. 읽기만 하며 어디에도 보내지 않습니다.',
  scriptCopy: '스크립트 복사',
  scriptRun: 'snapshot.sh로 저장해 호스트에서 실행합니다:',
  scriptSsh: '또는 지금 있는 곳에서 ssh로 실행합니다:',
  scriptByHand: '스크립트 없이 이것만으로도 첫 그림을 볼 수 있습니다:',
  scriptReads: '무엇을 읽고 무엇을 빼는지',
  scriptShow: '스크립트 보기',
  reads: {
    docker: {
      what: 'docker info, network inspect, inspect',
      why: '네트워크, 컨테이너, 포트, 이름을 필드 목록(DOCKER_KEEP)에 있는 것만 읽습니다. 환경 변수, 명령, 레이블, 마운트, 헬스 체크, 로그는 목록에 없습니다.',
    },
    ip: {
      what: 'ip -j addr, route, rule',
      why: '호스트와 각 컨테이너의 인터페이스, 주소, 라우트입니다.',
    },
    rules: {
      what: 'iptables-save, ipset save, nft',
      why: '방화벽 규칙과 카운터, 규칙이 참조하는 집합입니다. 주석과 로그 접두사는 잘라 냅니다.',
    },
    sockets: {
      what: 'ss -Hlntup',
      why: '수신 대기 중인 포트와 주소, 프로그램 이름입니다. 인자는 담지 않습니다.',
    },
    files: {
      what: 'daemon.json, resolv.conf, sysctl',
      why: '네트워크에 관한 설정과 네임 서버를 알려 주는 줄만 읽습니다.',
    },
    containers: {
      what: 'nsenter -n',
      why: '호스트의 ip와 ss를 각 컨테이너의 네트워크 안에서 실행하므로 이미지에 도구가 없어도 됩니다. root 권한이 필요합니다.',
    },
    missing: {
      what: 'missing',
      why: '읽지 못한 것은 끝에 적고, 새로 설치한 엔진과 같다고 가정합니다.',
    },
  },
};
