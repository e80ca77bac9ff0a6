import type * as en from '../en/findings.ts';
import type { Translated } from '../shape.ts';

export const findings: Translated<typeof en.findings> = {
  'database-open': {
    title: '{{database}}[이/가] 모두에게 열려 있습니다',
    reason:
      '<b>{{target}}</b>의 <m>{{port}}</m> 포트가 호스트의 모든 주소에 게시되어 있습니다. 이 포트는 보통 {{database}}에서 씁니다.',
    risk: '호스트에 닿을 수 있으면 누구나 비밀번호를 시도하거나 비밀번호 없이 접속할 수 있습니다. 같은 네트워크의 컨테이너에는 게시된 포트가 필요 없습니다.',
  },
  'firewall-passed': {
    title: '방화벽이 {{port}} 포트를 막지 못합니다',
    reason:
      '<b>{{chain}}</b> 체인({{manager}})은 호스트 프로그램의 <m>{{port}}</m> 포트를 막습니다. 하지만 게시된 포트로 온 패킷은 그 전에 변환되어 <b>{{target}}</b>[으로/로] 전달되므로 <b>INPUT</b>을 거치지 않습니다.',
    risk: '방화벽 목록에는 닫힌 것으로 나오지만 실제로는 열려 있습니다.',
  },
  'ipv6-unfiltered': {
    title: 'IPv6 규칙이 없습니다',
    reason:
      'Docker Engine이 IPv6 규칙을 만들지 않도록 설정되어 있고(<m>ip6tables: false</m>), <b>{{target}}</b>에 <m>{{address}}</m> 주소가 있습니다.',
    risk: '이 주소까지 경로가 있으면 누구나 게시 여부와 상관없이 컨테이너의 모든 포트에 접속할 수 있습니다.',
  },
  'chains-missing': {
    title: 'Docker의 규칙이 지워졌습니다',
    reason:
      '<b>{{host}}</b>의 <b>{{chain}}</b> 체인에서 Docker가 넣은 규칙이 사라졌습니다. <b>FORWARD</b>의 기본 정책은 <m>{{policy}}</m>입니다.',
    risk: '기본 정책이 DROP이면 컨테이너를 드나드는 패킷이 전달되지 않고, ACCEPT이면 네트워크가 서로 격리되지 않습니다.',
  },
  'nat-missing': {
    title: 'Docker의 주소 변환 규칙이 없습니다',
    reason:
      '<b>{{host}}</b>의 <m>nat</m> 테이블에 Docker가 만든 규칙이 빠져 있습니다. 마스커레이드할 네트워크 {{networks}}개와 게시된 포트 {{ports}}개에 해당합니다.',
    risk: '컨테이너가 밖에서 오는 응답을 받지 못하고, 게시된 포트는 docker-proxy로만 연결되거나 아예 연결되지 않습니다.',
  },
  'forwarding-off': {
    title: '{{host}}[이/가] 패킷을 전달하지 않습니다',
    reason: '컨테이너가 있는 네트워크가 {{count}}개인 <b>{{host}}</b>에서 <m>net.ipv4.ip_forward</m> 값이 0입니다.',
    risk: '컨테이너에서 밖으로 나갈 수 없고, 밖에서는 게시된 포트에 접속할 수 없습니다.',
  },
  'engine-down': {
    title: '{{host}}의 Docker Engine이 실행되고 있지 않습니다',
    reason: '<b>{{host}}</b>의 dockerd가 중지되어 있습니다.',
    risk: '아무것도 시작하거나 바꿀 수 없고, 재시작 정책도 적용되지 않습니다.',
  },
  'overlap-lan': {
    title: '네트워크의 주소가 LAN과 겹칩니다',
    reason: '<b>{{network}}</b> 네트워크의 <m>{{subnet}}</m> 대역이 호스트의 LAN(<m>{{route}}</m>)과 겹칩니다.',
    risk: '호스트와 컨테이너에서 이 대역의 LAN 주소로 보낸 패킷은 브리지로 가서 사라집니다.',
  },
  'overlap-route': {
    title: '네트워크의 주소가 다른 경로와 겹칩니다',
    reason:
      '<b>{{network}}</b> 네트워크의 <m>{{subnet}}</m> 대역이 VPN 등이 추가한 경로 <m>{{route}}</m>[과/와] 겹칩니다.',
    risk: '두 대역에 모두 속하는 <m>{{device}}</m> 너머의 주소에는 이 호스트에서 접속할 수 없습니다.',
  },
  'duplicate-mac': {
    title: '두 컨테이너의 MAC 주소가 같습니다',
    reason:
      '<b>{{network}}</b> 네트워크의 <b>{{first}}</b>[과/와] <b>{{second}}</b>에 같은 MAC 주소 <m>{{mac}}</m>[이/가] 지정되어 있습니다.',
    risk: '브리지는 마지막으로 보낸 쪽으로만 프레임을 보내므로 연결이 때때로 끊깁니다.',
  },
  'bridge-down': {
    title: '{{network}}의 브리지가 동작하지 않습니다',
    reason:
      '<m>{{device}}</m>[이/가] 꺼져 있거나, <b>{{network}}</b> 네트워크 컨테이너의 게이트웨이인 <m>{{address}}</m> 주소가 없습니다.',
    risk: '컨테이너에서 밖으로 나갈 수 없고, 게시된 포트도 응답하지 않습니다.',
  },
  'stack-lost': {
    title: '{{target}}의 네트워크 스택이 사라졌습니다',
    reason:
      '<b>{{target}}</b>[은/는] <b>{{of}}</b>의 네트워크를 함께 쓰도록 시작되었지만, 그 뒤로 <b>{{of}}</b>[이/가] 다시 만들어지거나 시작되어 다른 네트워크를 씁니다.',
    risk: '<m>docker ps</m>에는 실행 중으로 나오지만 쓸 수 있는 네트워크가 없습니다.',
  },
  'loopback-behind': {
    title: '{{port}} 포트 뒤의 서버가 루프백에서만 수신합니다',
    reason:
      '<m>{{port}}</m> 포트는 <b>{{target}}</b>의 <m>{{inner}}</m> 포트로 이어지지만, <b>{{program}}</b> 프로그램이 루프백 주소에서만 수신 대기합니다.',
    risk: '제대로 게시된 것처럼 보이지만 연결이 거부되거나 바로 끊깁니다.',
  },
  'nothing-behind': {
    title: '{{port}} 포트 뒤에 서버가 없습니다',
    reason:
      '<m>{{port}}</m> 포트는 <b>{{target}}</b>의 <m>{{inner}}</m> 포트로 이어지지만, 그 포트에서 수신 대기하는 프로그램이 없습니다.',
    risk: '연결이 거부되거나 바로 끊깁니다.',
  },
  'port-shared': {
    title: '{{port}} 포트가 주소마다 다른 서비스입니다',
    reason:
      '<b>{{first}}</b>[과/와] <b>{{second}}</b>[이/가] 호스트의 <m>{{port}}</m> 포트를 서로 다른 주소에서 쓰고 있습니다.',
    risk: '어느 주소로, 또는 IPv4와 IPv6 중 무엇으로 접속하느냐에 따라 응답하는 쪽이 달라집니다. localhost와 호스트 이름이 서로 다른 서비스일 수 있습니다.',
  },
  'range-huge': {
    title: '{{target}}[이/가] 포트를 너무 많이 게시합니다',
    reason:
      '<b>{{target}}</b>[은/는] 포트 {{count}}개를 게시하지만 그중 {{used}}개에서만 수신 대기합니다. 포트마다 규칙과 docker-proxy 프로세스가 생깁니다.',
    risk: '시작과 중지가 오래 걸리고, 쓰지 않는 포트에 메모리를 씁니다.',
  },
  'internal-published': {
    title: '{{target}}[은/는] 내부 전용 네트워크에만 있어 게시되지 않습니다',
    reason:
      '<b>{{target}}</b>의 <m>{{port}}</m> 포트를 게시하도록 했지만, 연결된 네트워크가 내부 전용인 <b>{{network}}</b>뿐이라 Docker Engine이 게시하지 않습니다.',
    risk: '포트가 응답하지 않는데 아무 오류도 나오지 않습니다.',
  },
  'user-rule-port': {
    title: 'DOCKER-USER의 규칙이 일치하는 일이 없습니다',
    reason:
      '<m>{{rule}}</m> 규칙에는 호스트의 <m>{{port}}</m> 포트가 적혀 있지만, 이 체인에 올 때 패킷의 목적지는 이미 <b>{{target}}</b>의 <m>{{inner}}</m> 포트입니다.',
    risk: '규칙으로 막으려던 포트가 열려 있습니다.',
  },
  'pool-full': {
    title: '{{network}}에 남은 주소가 거의 없습니다',
    reason: '<m>{{range}}</m>의 주소 {{usable}}개 중 {{taken}}개를 쓰고 있습니다.',
    risk: '곧 이 네트워크에서 컨테이너를 시작할 수 없게 됩니다(“no available IPv4 addresses”).',
  },
  'pools-few': {
    title: '새 네트워크에 줄 서브넷이 거의 없습니다',
    reason: '엔진이 고를 수 있는 서브넷 {{total}}개 중 {{taken}}개를 쓰고 있습니다.',
    risk: '곧 서브넷을 직접 지정하지 않으면 네트워크를 만들 수 없게 됩니다(“all predefined address pools have been fully subnetted”).',
  },
  'mtu-above': {
    title: '{{network}}의 패킷이 나가는 길보다 큽니다',
    reason:
      '<b>{{network}}</b> 네트워크의 컨테이너는 {{mtu}}바이트까지 보내지만, 호스트의 <m>{{device}}</m>[은/는] {{least}}바이트까지만 보낼 수 있습니다.',
    risk: '중간에서 ICMP를 막으면 연결은 되지만 큰 응답이 오지 않습니다.',
  },
  'static-in-range': {
    title: '고정 주소가 다른 컨테이너에 할당될 수 있습니다',
    reason:
      '<b>{{target}}</b>의 <m>{{address}}</m> 주소가 <b>{{network}}</b> 네트워크에서 Docker Engine이 주소를 할당하는 범위 안에 있습니다.',
    risk: '이 컨테이너가 중지된 동안 다른 컨테이너가 그 주소를 받으면 다시 시작할 수 없습니다(“Address already in use”).',
  },
  'alias-shared': {
    title: '{{name}} 이름을 여러 서비스가 함께 씁니다',
    reason:
      '<b>{{network}}</b> 네트워크에서 <b>{{first}}</b>[과/와] <b>{{second}}</b>[이/가] 모두 <b>{{name}}</b>[이라는/라는] 이름을 쓰지만, 한 서비스의 복제본이 아닙니다.',
    risk: '이름을 물을 때마다 다른 쪽, 어쩌면 다른 프로젝트의 컨테이너로 연결될 수 있습니다.',
  },
  'dependency-down': {
    title: '{{target}}[이/가] {{needed}} 없이 실행되고 있습니다',
    reason:
      '<b>{{target}}</b>[은/는] <b>{{needed}}</b>에 의존하지만 <b>{{needed}}</b>[이/가] 실행되고 있지 않습니다. 재시작 정책은 <m>{{policy}}</m>입니다.',
    risk: '요청이 실패합니다. 호스트를 다시 시작해도 의존하는 쪽만 돌아오고 필요한 쪽은 돌아오지 않습니다.',
  },
  'way-out-wrong': {
    title: '{{target}}의 나가는 길이 잘못되었습니다',
    reason:
      '<b>{{target}}</b>의 네트워크 중 게이트웨이 우선순위가 가장 높은({{priority}}) <b>{{network}}</b>에는 인터넷으로 나가는 길이 없습니다. <b>{{better}}</b>에는 있습니다.',
    risk: '컨테이너에서 밖으로 접속할 수 없습니다.',
  },
  'hairpin-off': {
    title: '{{target}}에서 자신의 게시된 포트에 접속할 수 없습니다',
    reason: 'docker-proxy가 꺼져 있고, 브리지의 <m>{{device}}</m> 포트가 프레임을 온 곳으로 되돌려 보내지 않습니다.',
    risk: '컨테이너에서 호스트의 <m>{{port}}</m> 포트로 보낸 패킷이 브리지에서 사라집니다.',
  },
  'udp-stale': {
    title: '{{port}} 포트로 가는 데이터그램이 엉뚱한 곳으로 갑니다',
    reason:
      'UDP <m>{{port}}</m> 포트로 가는 흐름이 conntrack에 <m>{{address}}</m>[으로/로] 남아 있지만, 지금 이 포트는 <b>{{target}}</b>의 <m>{{now}}</m>[으로/로] 이어집니다.',
    risk: '같은 포트에서 계속 보내면 새 컨테이너에 닿지 않습니다. 데이터그램을 보낼 때마다 항목의 수명이 늘어납니다.',
  },
  'swarm-ports': {
    title: '{{host}}에서 스웜 포트가 막혀 있습니다',
    reason: '<b>{{other}}</b>에서 <b>{{host}}</b>의 {{protocol}} 포트 <m>{{port}}</m>에 닿지 않습니다.',
    risk: '노드끼리 서로를 잃거나, 오버레이 네트워크에서 다른 호스트의 컨테이너에 접속할 수 없습니다.',
  },
  'privileged-host': {
    title: '{{target}}[이/가] 호스트의 네트워크를 마음대로 바꿀 수 있습니다',
    reason: '<b>{{target}}</b>[은/는] 특권 모드로 실행되며 호스트의 네트워크를 씁니다.',
    risk: '이 컨테이너가 장악되면 호스트의 규칙, 경로, 주소를 바꾸고 모든 트래픽을 엿볼 수 있습니다.',
  },
  'names-default-bridge': {
    title: '{{place}}[이/가] 기본 브리지에서 이름을 쓰려고 합니다',
    reason:
      '<b>{{place}}</b>의 환경 변수에 <b>{{target}}</b>[이/가] 적혀 있지만, 둘 다 컨테이너 이름을 쓸 수 없는 기본 bridge 네트워크에만 있습니다.',
    risk: '이름을 찾을 수 없습니다. 직접 만든 네트워크에서는 찾을 수 있습니다.',
  },
  'dns-loopback': {
    title: '호스트의 이름 서버가 루프백 주소에 있습니다',
    reason:
      '<b>{{host}}</b>[은/는] <m>{{server}}</m>에 묻지만, 컨테이너 안에서 이 주소는 컨테이너 자신입니다. 다른 서버를 알 수 없으면 Docker Engine은 공용 이름 서버를 대신 씁니다.',
    risk: '컨테이너 {{count}}개에서 LAN의 이름을 찾을 수 없고, 공용 서버가 막혀 있으면 어떤 이름도 찾을 수 없습니다.',
  },
  ndots: {
    title: '{{place}}에 ndots 설정이 있습니다',
    reason: '<b>{{place}}</b>의 <m>{{option}}</m> 설정에 따라 검색 도메인을 먼저 붙여 묻는 이름이 달라집니다.',
    risk: '이때 Docker의 이름 서버는 점이 없는 이름을 밖에 묻지 않고, 이름 하나에 질의를 여러 번 합니다.',
  },
  'legacy-link': {
    title: '{{place}}[이/가] 레거시 링크를 씁니다',
    reason: '<b>{{place}}</b>[은/는] 기본 bridge 네트워크에서 <m>--link</m>로 <b>{{target}}</b>[을/를] 찾습니다.',
    risk: '링크는 더 이상 권장되지 않습니다. 한 방향으로만 통하고, 환경 변수를 복사하며, 대상을 다시 만들면 끊어집니다.',
  },
  'proxy-source': {
    title: '{{target}}에서 IPv6 클라이언트의 주소를 알 수 없습니다',
    reason:
      '<m>{{port}}</m> 포트는 IPv6에도 게시되어 있지만 <b>{{target}}</b>에는 IPv6 주소가 없어, docker-proxy가 연결을 받아 새로 연결합니다.',
    risk: '로그, 제한, 허용 목록에 모든 클라이언트가 게이트웨이 주소로 보입니다.',
  },
  'icc-off': {
    title: '{{network}}의 컨테이너끼리 통신할 수 없습니다',
    reason:
      '<b>{{network}}</b>[은/는] <m>enable_icc=false</m> 옵션으로 만들어져 <b>{{first}}</b>[과/와] <b>{{second}}</b>[이/가] 서로 격리됩니다.',
    risk: '이름은 찾을 수 있지만 연결은 시간이 초과됩니다. 의도한 것이라면 문제가 없습니다.',
  },
  'network-unused': {
    title: '{{network}} 네트워크를 쓰는 컨테이너가 없습니다',
    reason: '<b>{{network}}</b> 네트워크에는 중지된 것까지 포함해 아무 컨테이너도 없습니다.',
    risk: '몇 개 되지 않는 서브넷 하나를 차지합니다.',
  },
  'macvlan-host': {
    title: '{{host}}[과/와] {{target}}[이/가] 서로 접속할 수 없습니다',
    reason:
      '<b>{{target}}</b>(<m>{{address}}</m>)[은/는] macvlan 네트워크 <b>{{network}}</b>에 있습니다. Linux는 같은 인터페이스에 있는 호스트와 macvlan 사이로 프레임을 보내지 않습니다.',
    risk: '이 컨테이너에서는 이름 서버 같은 호스트의 서비스를 쓸 수 없고, 호스트에서는 컨테이너에 접속할 수 없습니다.',
  },
};
