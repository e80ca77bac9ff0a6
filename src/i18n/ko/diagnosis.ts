import type * as en from '../en/diagnosis.ts';
import type { Translated } from '../shape.ts';

export const diagnosis: Translated<typeof en.diagnosis> = {
  'name-default-bridge':
    '기본 bridge 네트워크에는 이름 서버가 없어서 <b>{{place}}</b>에서 <b>{{target}}</b>[을/를] 이름으로 찾을 수 없습니다. 직접 만든 네트워크에서는 이름으로 찾을 수 있습니다.',
  'name-other-network':
    '<b>{{place}}</b>[과/와] <b>{{target}}</b>[은/는] 같은 네트워크에 있지 않습니다. Docker의 이름 서버는 묻는 쪽이 속한 네트워크의 이름만 알려 줍니다.',
  'name-stopped': '<b>{{target}}</b> 컨테이너가 중지되었습니다. 중지된 컨테이너의 이름은 찾을 수 없습니다.',
  'name-not-started':
    '<b>{{target}}</b> 컨테이너가 아직 시작되지 않았습니다. 실행 중인 컨테이너만 이름으로 찾을 수 있습니다.',
  'name-outside':
    '컨테이너 이름은 그 네트워크 안에서만 통합니다. <b>{{place}}</b>에서 묻는 이름 서버 <m>{{server}}</m>에는 <b>{{name}}</b>[이라는/라는] 이름이 없습니다.',
  'name-misspelt': '<b>{{name}}</b>[은/는] 없는 이름입니다. <b>{{near}}</b>[을/를] 뜻하셨나요?',
  'name-not-in-lab':
    '이 랩의 인터넷에는 <b>{{name}}</b>[이라는/라는] 이름이 없습니다. 쓸 수 있는 이름: <m>{{known}}</m>.',
  'name-unknown':
    '이름 서버 <m>{{server}}</m>에 <b>{{name}}</b>[이라는/라는] 이름이 없고, 그런 이름의 컨테이너도 없습니다.',
  'dns-internal':
    'Docker의 이름 서버가 <b>{{name}}</b>[을/를] 알지 못해 밖에 물어야 하지만, <b>{{place}}</b>[은/는] 밖으로 나가는 길이 없는 내부 전용 네트워크 <b>{{network}}</b>에만 있습니다.',
  'dns-server':
    '<b>{{place}}</b>에서 묻는 이름 서버 <m>{{server}}</m>에서 응답이 없어 <b>{{name}}</b>[을/를] 찾을 수 없습니다.',
  'sender-stopped': '<b>{{place}}</b> 컨테이너가 중지되어 그 안에서 명령을 실행할 수 없습니다.',
  'sender-not-started': '<b>{{place}}</b> 컨테이너가 아직 시작되지 않아 그 안에서 명령을 실행할 수 없습니다.',
  paused:
    '<b>{{place}}</b>[이/가] 일시 중지되었습니다. 커널은 연결을 받아들이지만 프로세스가 멈춰 있어 데이터를 읽지 않습니다.',
  silent:
    '<b>{{place}}</b>의 <m>{{port}}</m> 포트와 연결되었지만 <b>{{program}}</b> 프로그램이 아무 말도 하지 않습니다.',
  'nothing-listens':
    '<b>{{place}}</b>의 {{protocol}} 포트 <m>{{port}}</m>에서 수신 대기하는 프로그램이 없어 커널이 거부합니다. 열려 있는 포트: <m>{{open}}</m>.',
  'nothing-listens-at-all':
    '<b>{{place}}</b>의 {{protocol}} 포트 <m>{{port}}</m>에서 수신 대기하는 프로그램이 없어 커널이 거부합니다. 열려 있는 {{protocol}} 포트가 하나도 없습니다.',
  'wrong-container-port':
    '<m>{{hostPort}}</m> 포트는 <b>{{place}}</b>의 <m>{{port}}</m> 포트로 게시되어 있지만 그 포트에서 수신 대기하는 프로그램이 없습니다. 서버는 <m>{{open}}</m> 포트에서 수신 대기합니다.',
  'loopback-only':
    '<b>{{program}}</b> 프로그램이 <m>{{address}}:{{port}}</m>에서만 수신 대기하므로 <b>{{place}}</b> 밖에서는 접속할 수 없습니다.',
  'other-address':
    '<b>{{place}}</b>의 <b>{{program}}</b> 프로그램은 요청한 주소가 아니라 <m>{{address}}</m>의 <m>{{port}}</m> 포트에서만 수신 대기합니다.',
  'published-loopback':
    '<b>{{target}}</b>의 <m>{{port}}</m> 포트는 <m>{{address}}</m>에만 게시되어 있어 <b>{{place}}</b> 밖에서는 접속할 수 없습니다.',
  'published-elsewhere':
    '<b>{{target}}</b>의 <m>{{port}}</m> 포트는 요청한 주소가 아니라 <m>{{address}}</m>에만 게시되어 있습니다.',
  'published-stopped':
    '<m>{{port}}</m> 포트를 게시할 <b>{{target}}</b> 컨테이너가 중지되었습니다. DNAT 규칙도 docker-proxy도 없습니다.',
  'published-not-started':
    '<m>{{port}}</m> 포트를 게시할 <b>{{target}}</b> 컨테이너가 아직 시작되지 않았습니다. DNAT 규칙도 docker-proxy도 없습니다.',
  'publishing-broken':
    '<m>{{port}}</m> 포트는 <b>{{target}}</b>에서 게시하지만, 누군가 <b>{{place}}</b>에서 그 DNAT 규칙과 docker-proxy를 없앴습니다.',
  'not-published':
    '<b>{{target}}</b>[은/는] <m>{{port}}</m> 포트에서 수신 대기하지만 그 포트가 <b>{{place}}</b>의 <m>{{port}}</m> 포트로 게시되어 있지 않습니다.',
  'only-exposed':
    '<b>{{target}}</b>[은/는] 이미지나 <m>--expose</m> 옵션에 따라 <m>{{port}}</m> 포트를 노출하지만, 노출만으로는 게시되지 않아 <b>{{place}}</b>의 어떤 포트로도 접속할 수 없습니다. <m>-p</m> 옵션으로 게시해야 합니다.',
  isolation:
    '<b>{{sender}}</b>[은/는] <b>{{from}}</b> 네트워크에, <b>{{target}}</b>[은/는] <b>{{network}}</b> 네트워크에 있습니다. Docker는 이 규칙으로 브리지 네트워크를 서로 격리합니다.',
  'icc-off':
    '<b>{{network}}</b> 네트워크의 컨테이너끼리는 통신할 수 없습니다. <m>enable_icc=false</m> 옵션으로 만들어져 이 규칙이 생겼습니다.',
  'direct-access':
    '<b>{{target}}</b>의 주소는 그 네트워크 <b>{{network}}</b>[과/와] 호스트에서만 쓸 수 있습니다. 다른 곳에서 오는 패킷은 Docker가 이 규칙으로 폐기합니다.',
  'internal-network':
    '<b>{{place}}</b>[은/는] <m>{{destination}}</m>까지 가는 길이 없는 내부 전용 네트워크 <b>{{network}}</b>에만 있습니다.',
  'internal-target':
    '<b>{{network}}</b>[은/는] 내부 전용 네트워크라서 그 안의 컨테이너와 호스트만 <m>{{destination}}</m>에 접속할 수 있는데, <b>{{place}}</b>[은/는] 그 네트워크에 있지 않습니다.',
  'docker-user':
    '<b>{{place}}</b>의 <b>DOCKER-USER</b> 체인 {{number}}번 규칙이 패킷을 폐기합니다. 이 체인은 사용자가 규칙을 넣는 곳으로, Docker의 모든 규칙보다 먼저 확인합니다.',
  rule: '<b>{{place}}</b>의 <m>{{table}}</m> 테이블 <b>{{chain}}</b> 체인 {{number}}번 규칙이 패킷을 폐기합니다.',
  policy:
    '<b>{{place}}</b>의 <b>{{chain}}</b> 체인에서 어떤 규칙도 패킷을 통과시키지 않았고, 체인의 기본 정책이 <b>DROP</b>입니다.',
  'network-none': '<b>{{place}}</b>[은/는] <m>--network none</m>으로 시작되어 루프백 장치밖에 없습니다.',
  'no-default-route':
    '<b>{{place}}</b>에 기본 경로가 없어 <m>{{destination}}</m>까지 갈 수 없습니다. <m>{{via}}</m>[을/를] 거쳐야 합니다.',
  'not-in-lab':
    '<m>{{destination}}</m>[을/를] 쓰는 곳이 없습니다. 이 랩의 인터넷은 작아서 다음 주소만 있습니다: <m>{{addresses}}</m>.',
  'no-route': '<b>{{place}}</b>에는 <m>{{destination}}</m>까지 가는 경로가 없습니다.',
  'no-return-route':
    '요청은 도착했지만 응답이 돌아오지 못합니다. <b>{{place}}</b>에 <m>{{destination}}</m>[으로/로] 돌아가는 경로가 없습니다.',
  'no-masquerade':
    '<b>{{network}}</b> 네트워크를 마스커레이드하는 규칙이 없어 요청이 컨테이너 주소 <m>{{destination}}</m>[을/를] 단 채 <b>{{host}}</b> 밖으로 나갔습니다. <b>{{place}}</b>에는 그 주소로 돌아가는 경로가 없습니다.',
  'refusing-route':
    '<b>{{place}}</b>의 경로 <m>{{route}}</m> 때문에 <m>{{destination}}</m>[으로/로] 가는 패킷이 거부됩니다.',
  'container-subnet':
    '<m>{{destination}}</m>[은/는] <b>{{host}}</b> 안의 네트워크 <b>{{network}}</b>에 속한 주소입니다. 그 호스트 밖에서는 아무도 경로를 몰라 <b>{{place}}</b>에서 포기합니다.',
  'wrong-gateway':
    '<b>{{place}}</b>의 경로 <m>{{route}}</m>[은/는] 아무도 쓰지 않는 주소 <m>{{ip}}</m>[을/를] 가리킵니다. 네트워크의 게이트웨이는 <m>{{gateway}}</m>입니다.',
  'address-missing':
    'Docker가 <b>{{place}}</b>의 <m>{{device}}</m>에 준 주소 <m>{{ip}}</m>[이/가] 지워져 그 주소로 응답하는 곳이 없습니다.',
  'unused-address':
    '<b>{{place}}</b>에서 <m>{{device}}</m>[으로/로] <m>{{ip}}</m>[을/를] 누가 쓰는지 묻지만 응답이 없습니다. 아무도 쓰지 않는 주소입니다.',
  'address-stopped':
    '<m>{{ip}}</m>[은/는] 지금 아무도 쓰지 않습니다. <b>{{network}}</b> 네트워크의 <b>{{target}}</b> 컨테이너가 중지되었고, 중지된 컨테이너는 주소를 반납합니다.',
  'address-not-started':
    '<m>{{ip}}</m>[은/는] 아직 아무도 쓰지 않습니다. <b>{{network}}</b> 네트워크의 <b>{{target}}</b> 컨테이너가 아직 시작되지 않았고, 컨테이너는 시작될 때 주소를 받습니다.',
  'host-to-stacked':
    '<b>{{target}}</b>의 {{driver}} 인터페이스는 <b>{{place}}</b>의 <m>{{device}}</m> 위에 있습니다. 호스트가 직접 보내는 패킷은 LAN으로만 나가고, 위에 있는 인터페이스로는 전달되지 않습니다. LAN의 다른 머신은 <b>{{target}}</b>[과/와] 통신할 수 있지만 자기 호스트만은 할 수 없습니다.',
  'stacked-to-host':
    '<b>{{target}}</b>의 {{driver}} 인터페이스는 <b>{{place}}</b>의 <m>{{device}}</m> 위에 있습니다. 여기서 보내는 패킷은 LAN으로만 나가고, 아래에 있는 호스트로는 전달되지 않습니다. <b>{{target}}</b>[은/는] LAN의 다른 머신과 통신할 수 있지만 자기 호스트와는 할 수 없습니다.',
  'not-on-link':
    '<b>{{place}}</b>[은/는] <m>{{ip}}</m>[이/가] <m>{{device}}</m>에 바로 이어져 있다고 여기지만, 그 주소를 쓰는 <b>{{target}}</b>[은/는] 그 링크에 연결되어 있지 않습니다.',
  'swarm-inactive':
    '<b>{{place}}</b>[은/는] 스웜에 속해 있지 않습니다. overlay 네트워크와 서비스는 스웜에서만 만들 수 있습니다. 스웜을 새로 시작하면 됩니다.',
  'swarm-worker':
    '<b>{{place}}</b>[은/는] 스웜의 워커일 뿐입니다. 스웜의 네트워크와 서비스는 매니저인 <b>{{manager}}</b>에서 만듭니다.',
  'overlay-not-attachable':
    'overlay 네트워크 <b>{{network}}</b>[은/는] 서비스용입니다. <m>--attachable</m> 옵션으로 만들어야 컨테이너를 직접 연결할 수 있습니다.',
  'other-vlan':
    '<b>{{place}}</b>의 프레임은 VLAN {{id}} 태그를 달고 <b>{{host}}</b>의 <m>{{device}}</m>[으로/로] 나가는데, 그 VLAN에는 <m>{{ip}}</m> 주소를 쓰는 곳이 없습니다.',
  'tunnel-blocked':
    '<b>{{place}}</b>의 <b>{{chain}}</b> 체인 {{number}}번 규칙이 UDP 포트 <m>{{port}}</m>[으로/로] 가는 패킷을 폐기합니다. 스웜의 호스트들은 이 포트로 overlay 네트워크의 패킷을 주고받습니다(VXLAN).',
  'link-down': '<b>{{place}}</b>의 <m>{{device}}</m> 인터페이스가 꺼져 있습니다.',
  'forwarding-off':
    '다른 곳으로 가는 패킷인데 <b>{{place}}</b>에서 포워딩이 꺼져 있습니다. <m>{{name}}</m> 값이 0입니다.',
  'reverse-path':
    '패킷은 <m>{{device}}</m>[으로/로] 들어왔지만 <m>{{source}}</m>[으로/로] 돌아가는 경로는 다른 인터페이스로 나갑니다. <m>{{name}} = {{value}}</m>이므로 <b>{{place}}</b>에서 그런 패킷을 폐기합니다.',
  martian:
    '이런 주소를 가진 패킷은 <b>{{place}}</b>의 <m>{{device}}</m>[으로/로] 들어올 수 없습니다. <m>{{name}}</m> 값이 {{value}}입니다.',
  'echo-ignored':
    '<b>{{place}}</b>[은/는] ping에 응답하지 않도록 설정되어 있습니다. <m>{{name}}</m> 값이 {{value}}입니다.',
  'path-mtu':
    '<m>{{destination}}</m>까지는 {{mtu}}바이트가 최대라는 ICMP 오류를 <b>{{place}}</b>에서 받았습니다. 10분 동안 이를 따릅니다.',
  mtu: '나눌 수 없는 패킷인데 <b>{{place}}</b>의 <m>{{device}}</m>에서 보낼 수 있는 크기보다 큽니다. MTU가 {{mtu}}바이트입니다.',
  ttl: '패킷의 처음 TTL이 {{ttl}}이어서 <m>{{destination}}</m>에 닿기 전에 <b>{{place}}</b>에서 다 되었습니다.',
  loop: '패킷이 같은 곳을 돌다가 <b>{{place}}</b>에서 TTL이 다 되었습니다.',
};

export const why: Translated<typeof en.why> = {
  title: '왜?',
  failed: '실패한 이유',
  run: '고치기: {{commands}}',
  instead: '대신 실행: {{commands}}',
  fixed: '완료: {{commands}}',
  fix: '고치기',
  insteadShort: '대신',
  again: '다시 시도',
  show: '위치 보기',
  hidden: '여기에서 실패했습니다. 이유가 무엇일까요?',
  reveal: '답 보기',
  noFix: '명령으로 해결할 방법이 없습니다.',
};
