import type { glossary as en } from '../en/glossary.ts';
import type { GlossaryEntry } from '../shape.ts';

export const glossary: Readonly<Record<keyof typeof en, GlossaryEntry>> = {
  alias: {
    term: '네트워크 별칭',
    also: ['별칭'],
    text: '한 네트워크에서 컨테이너를 찾을 수 있는 또 다른 이름입니다. 여러 컨테이너가 같은 별칭을 쓰면 Docker의 이름 서버가 모두의 주소를 알려 줍니다.',
  },
  ack: {
    term: 'ACK',
    text: '“보낸 것을 받았습니다”라는 뜻의 TCP 플래그입니다. TCP 핸드셰이크의 세 번째 패킷이 ACK입니다.',
  },
  arp: {
    term: 'ARP',
    text: '같은 링크에 있는 IPv4 주소의 MAC 주소를 알아내는 방법입니다. 모두에게 묻고, 그 주소를 쓰는 쪽이 응답합니다.',
  },
  bridge: {
    term: '브리지',
    also: ['bridge'],
    text: '커널 안에 소프트웨어로 만든 스위치입니다. Docker는 bridge 드라이버의 네트워크마다 하나를 만들고 컨테이너를 모두 꽂습니다.',
  },
  broadcast: {
    term: '브로드캐스트',
    also: ['broadcast'],
    text: '링크에 있는 모두에게 보내는 프레임이나 패킷입니다. ARP 요청을 이렇게 보냅니다.',
  },
  chain: {
    term: '체인',
    also: ['chain'],
    text: '패킷을 첫 번째부터 차례로 확인하는 방화벽 규칙의 목록입니다. 규칙에서 다른 체인으로 넘어갈 수도 있습니다.',
  },
  cidr: {
    term: 'CIDR',
    text: '주소 범위를 적는 방법입니다. 172.17.0.0/16은 앞의 16비트가 172.17인 모든 주소를 뜻합니다.',
  },
  conntrack: {
    term: 'conntrack',
    also: ['연결 추적'],
    text: '지나가는 모든 흐름을 기억하는 커널의 기능입니다. 덕분에 방화벽이 응답과 새 요청을 구별하고, 응답에서는 NAT를 되돌립니다.',
  },
  container: {
    term: '컨테이너',
    also: ['container'],
    text: '호스트의 커널 위에서 자기만의 파일 시스템과 네트워크 네임스페이스를 가진 프로세스들입니다.',
  },
  defaultRoute: {
    term: '기본 경로',
    text: '다른 어떤 경로에도 해당하지 않는 목적지로 갈 때 쓰는 경로입니다. 보통 게이트웨이를 가리킵니다.',
  },
  dnat: {
    term: 'DNAT',
    text: '패킷의 목적지 주소나 포트를 바꾸는 NAT입니다. 포트 게시가 이렇게 동작합니다. 호스트의 포트가 컨테이너의 포트로 바뀝니다.',
  },
  dns: {
    term: 'DNS',
    also: ['DNS 서버', '이름 서버'],
    text: '이름을 주소로 바꾸어 주는 시스템입니다. 프로그램은 /etc/resolv.conf에 적힌 DNS 서버에 묻습니다.',
  },
  docker0: {
    term: 'docker0',
    text: 'Docker 기본 네트워크의 브리지입니다. 네트워크를 고르지 않은 컨테이너가 여기에 연결됩니다.',
  },
  dockerProxy: {
    term: 'docker-proxy',
    text: '게시된 포트마다 실행되는 Docker의 작은 프로그램입니다. 호스트의 127.0.0.1로 온 연결처럼 DNAT가 처리하지 않는 것을 받아 컨테이너로 전달합니다.',
  },
  dockerUser: {
    term: 'DOCKER-USER',
    text: '컨테이너를 오가는 트래픽에 사용자가 직접 규칙을 넣는 체인입니다. Docker의 규칙보다 먼저 확인합니다.',
  },
  echo: {
    term: '에코 요청',
    also: ['ping'],
    text: 'ping이 보내는, 응답을 요청하는 ICMP 메시지입니다. 받는 쪽의 커널이 직접 응답합니다.',
  },
  embeddedDns: {
    term: '내장 DNS',
    also: ['127.0.0.11'],
    text: '직접 만든 네트워크의 컨테이너 안에서 127.0.0.11로 보이는 Docker의 이름 서버입니다. 컨테이너 이름은 직접 알려 주고, 나머지는 밖의 서버에 묻습니다.',
  },
  ephemeralPort: {
    term: '임시 포트',
    text: '연결을 여는 쪽에 커널이 골라 주는 포트입니다. 보통 32768에서 60999 사이입니다.',
  },
  expose: {
    term: '노출',
    also: ['노출 포트'],
    text: '프로그램이 쓰는 포트를 이미지나 컨테이너에 적어 두는 것입니다. 이것만으로는 외부에 열리지 않으며, 열려면 포트를 게시해야 합니다.',
  },
  fin: {
    term: 'FIN',
    text: '“더 보낼 것이 없습니다”라는 뜻의 TCP 플래그입니다. 양쪽이 각자 자기 방향을 닫을 때 보냅니다.',
  },
  flood: {
    term: '플러딩',
    text: '목적지가 어디에 있는지 모를 때 스위치나 브리지가 프레임을 나머지 모든 포트로 내보내는 것입니다.',
  },
  forward: {
    term: 'FORWARD',
    text: '다른 곳으로 가는 길에 머신을 지나가는 패킷을 확인하는 훅입니다. LAN에서 컨테이너로 가는 패킷이 그렇습니다.',
  },
  forwardingTable: {
    term: '포워딩 테이블',
    text: '어느 MAC 주소가 어느 포트 쪽에 있는지 적은 브리지의 목록입니다. 들어오는 프레임을 보고 학습합니다.',
  },
  fragment: { term: '조각', text: 'MTU보다 커서 나눈 패킷의 한 부분입니다. 받는 쪽에서 다시 합칩니다.' },
  frame: {
    term: '프레임',
    text: '링크를 지나가는 단위입니다. 패킷 앞에 보내는 쪽과 다음에 받을 쪽의 MAC 주소가 붙어 있습니다.',
  },
  gateway: {
    term: '게이트웨이',
    also: ['gateway'],
    text: '목적지가 자기 네트워크에 없을 때 패킷을 넘기는 라우터입니다. 컨테이너에는 호스트에 있는 브리지의 주소가 게이트웨이입니다.',
  },
  hairpin: {
    term: '헤어핀',
    also: ['hairpin'],
    text: '들어온 포트로 패킷이 다시 나가는 것입니다. 컨테이너가 자신의 게시된 포트로 요청해 자기 자신에게 닿을 때 그렇습니다.',
  },
  hook: {
    term: '훅',
    text: '패킷이 커널을 지나는 길에서 netfilter가 확인하는 지점입니다. PREROUTING, INPUT, FORWARD, OUTPUT, POSTROUTING이 있습니다.',
  },
  host: { term: 'Docker 호스트', text: 'Docker Engine과 컨테이너가 실행되는 머신입니다.' },
  icmp: {
    term: 'ICMP',
    text: '네트워크 자체에 관한 메시지를 주고받는 프로토콜입니다. ping과 “도달할 수 없음” 같은 오류가 있습니다.',
  },
  ingress: {
    term: 'ingress',
    also: ['인그레스'],
    text: '스웜에서 게시된 서비스 포트로 온 요청을, 받은 호스트에서 태스크가 있는 호스트로 나르는 오버레이 네트워크입니다.',
  },
  input: { term: 'INPUT', text: '이 머신이 받을 패킷을 확인하는 훅입니다.' },
  interface: {
    term: '인터페이스',
    also: ['interface'],
    text: '머신이나 컨테이너를 실제 또는 가상 네트워크에 연결하는 곳입니다. eth0 같은 이름과 MAC 주소, 보통은 IP 주소도 있습니다.',
  },
  internalNetwork: {
    term: '내부 전용 네트워크',
    also: ['내부 전용'],
    text: '컨테이너끼리는 통신하지만 외부와는 어느 방향으로도 통신할 수 없는 Docker 네트워크입니다.',
  },
  ipForward: {
    term: 'ip_forward',
    also: ['net.ipv4.ip_forward'],
    text: '다른 곳으로 가는 패킷을 전달할지 정하는 커널 설정입니다. Docker가 켭니다.',
  },
  iptables: {
    term: 'iptables',
    also: ['ip6tables'],
    text: '커널의 방화벽과 NAT 규칙을 보고 바꾸는 명령입니다. Docker도 이 명령으로 규칙을 씁니다.',
  },
  ipvlan: {
    term: 'ipvlan',
    text: '컨테이너가 호스트의 인터페이스 위에서 같은 MAC 주소를 쓰는 네트워크 드라이버입니다. LAN에서는 저마다 다른 IP 주소로 보입니다.',
  },
  ipvs: { term: 'IPVS', text: '커널에 있는 로드 밸런서입니다. 스웜은 이것으로 서비스에 온 연결을 태스크에 나눕니다.' },
  lan: {
    term: 'LAN',
    text: '머신들이 연결된 근거리 네트워크입니다. 여기에서는 서브넷이 192.168.65.0/24인 스위치 한 대입니다.',
  },
  loopback: {
    term: '루프백',
    also: ['loopback', '127.0.0.1'],
    text: '머신이나 컨테이너가 자기 자신과 통신하는 lo 인터페이스입니다. 주소는 127.0.0.1이고, 네임스페이스마다 따로 있습니다.',
  },
  mac: {
    term: 'MAC 주소',
    text: '링크에서 쓰는 인터페이스의 주소로, 02:42:ac:11:00:02처럼 6바이트입니다. 패킷의 최종 목적지가 아니라 프레임을 다음에 받을 쪽을 나타냅니다.',
  },
  macvlan: {
    term: 'macvlan',
    text: '컨테이너가 호스트의 인터페이스 위에서 저마다 MAC 주소를 갖고 LAN의 머신처럼 동작하는 네트워크 드라이버입니다.',
  },
  masquerade: {
    term: 'MASQUERADE',
    also: ['마스커레이드'],
    text: '나가는 인터페이스의 주소로 출발지를 바꾸는 SNAT입니다. 컨테이너가 호스트의 주소로 밖과 통신하게 됩니다.',
  },
  mtu: {
    term: 'MTU',
    text: '인터페이스가 나누지 않고 한 번에 보낼 수 있는 가장 큰 패킷의 크기입니다. 보통 1500바이트입니다.',
  },
  namespace: {
    term: '네트워크 네임스페이스',
    also: ['네임스페이스'],
    text: '한 커널 안에 따로 있는 네트워크 스택입니다. 인터페이스, 주소, 경로, 방화벽 규칙, 소켓을 따로 갖습니다. 컨테이너마다 하나씩 있습니다.',
  },
  nat: {
    term: 'NAT',
    also: ['주소 변환'],
    text: '지나가는 패킷의 주소나 포트를 바꾸고, 응답에서는 되돌리는 것입니다.',
  },
  neighbour: {
    term: '이웃 테이블',
    text: '같은 링크에 있는 IP 주소의 MAC 주소를 적은 목록입니다. ARP로(IPv6에서는 이웃 탐색으로) 알아냅니다.',
  },
  netfilter: {
    term: 'netfilter',
    text: '패킷을 확인하고, 폐기하고, 바꾸는 리눅스 커널의 기능입니다. iptables가 그 명령입니다.',
  },
  nic: { term: 'NIC', text: '머신의 네트워크 카드입니다. LAN에 연결된 인터페이스로, 여기에서는 eth0입니다.' },
  output: { term: 'OUTPUT', text: '이 머신이 직접 보내는 패킷을 확인하는 훅입니다.' },
  overlay: {
    term: '오버레이 네트워크',
    also: ['오버레이', 'overlay'],
    text: '스웜의 모든 호스트에 걸친 하나의 네트워크입니다. 호스트 사이에서는 프레임이 VXLAN 패킷에 실려 갑니다.',
  },
  packet: { term: '패킷', text: '출발지와 목적지 IP 주소를 단 트래픽의 한 단위입니다.' },
  policy: {
    term: '기본 정책',
    text: '어떤 규칙도 결정하지 않은 패킷을 내장 체인이 어떻게 할지 정한 것입니다. ACCEPT 또는 DROP입니다.',
  },
  port: {
    term: '포트',
    also: ['port'],
    text: 'TCP와 UDP가 한 주소에 있는 프로그램들을 구별하는 번호입니다. (브리지의 포트는 인터페이스가 꽂힌 자리를 말합니다.)',
  },
  publish: {
    term: '게시된 포트',
    also: ['포트 게시', '게시'],
    text: '컨테이너의 포트로 이어지는 호스트의 포트입니다. docker run -p 8080:80처럼 만들며, DNAT 규칙과 docker-proxy로 동작합니다.',
  },
  postrouting: {
    term: 'POSTROUTING',
    text: '패킷이 머신을 떠나기 전의 마지막 훅입니다. 여기에서 SNAT와 MASQUERADE가 출발지를 바꿉니다.',
  },
  prerouting: {
    term: 'PREROUTING',
    text: '도착한 패킷이 라우팅 전에 지나는 첫 번째 훅입니다. 여기에서 DNAT가 목적지를 바꿉니다.',
  },
  promiscuous: {
    term: '무차별 모드',
    also: ['promiscuous'],
    text: '다른 MAC 주소로 가는 프레임까지 모두 받는 인터페이스의 모드입니다. 브리지의 포트가 이 모드입니다.',
  },
  route: {
    term: '경로',
    also: ['라우트'],
    text: '어떤 목적지로 가는 패킷을 어느 인터페이스로, 어느 게이트웨이에 보낼지 적은 라우팅 테이블의 항목입니다. 가장 길게 일치하는 것을 씁니다.',
  },
  router: {
    term: '라우터',
    also: ['router'],
    text: '네트워크 사이에서 패킷을 전달하는 머신입니다. 여기에서는 LAN을 인터넷에 이어 줍니다.',
  },
  routing: {
    term: '라우팅',
    text: '패킷이 이 머신의 것인지, 아니면 다음에 어느 인터페이스로 누구에게 보낼지 라우팅 테이블로 정하는 것입니다.',
  },
  routingMesh: {
    term: '라우팅 메시',
    text: '스웜의 모든 호스트가 게시된 서비스 포트로 온 요청을 받아, 태스크가 있는 호스트로 전달하는 기능입니다.',
  },
  rpFilter: {
    term: 'rp_filter',
    text: '들어온 인터페이스와 다른 곳으로 응답이 나가게 될 패킷을 폐기하도록 하는 커널 설정입니다.',
  },
  rst: {
    term: 'RST',
    text: '연결을 곧바로 끝내는 TCP 플래그입니다. 닫힌 포트는 SYN에 RST로 응답하며, 이때 연결이 거부됩니다.',
  },
  rule: {
    term: '규칙',
    text: '체인의 항목입니다. 어떤 패킷에 해당하고 어떻게 처리할지(ACCEPT, DROP, DNAT 등)를 정합니다.',
  },
  snat: { term: 'SNAT', text: '패킷의 출발지 주소나 포트를 바꾸는 NAT입니다. 응답은 주소를 바꾼 머신으로 돌아옵니다.' },
  socket: {
    term: '소켓',
    also: ['socket'],
    text: '프로그램이 네트워크로 데이터를 주고받는 창구로, 연결의 한쪽 끝입니다. 서버의 소켓은 포트에서 수신 대기합니다.',
  },
  stp: {
    term: 'STP',
    also: ['스패닝 트리'],
    text: '프레임이 계속 돌지 않도록 브리지끼리 어느 링크를 쓰지 않을지 정하는 프로토콜입니다. Docker의 브리지에서는 꺼져 있습니다.',
  },
  subnet: {
    term: '서브넷',
    also: ['subnet'],
    text: '172.17.0.0/16처럼 한 네트워크의 주소 범위입니다. 같은 서브넷에서는 라우터 없이 통신합니다.',
  },
  swarm: {
    term: '스웜',
    also: ['swarm'],
    text: '하나처럼 동작하는 여러 Docker 호스트입니다. 매니저가 네트워크와 서비스를 관리하고, 서비스의 태스크는 어느 호스트에서나 실행됩니다.',
  },
  switch: { term: '스위치', text: 'LAN의 케이블을 잇고, 각 프레임을 목적지가 있는 포트로 보내는 장치입니다.' },
  syn: {
    term: 'SYN',
    also: ['SYN-ACK'],
    text: 'TCP 연결의 첫 번째 패킷입니다. 상대는 포트가 열려 있으면 SYN-ACK로, 닫혀 있으면 RST로 응답합니다.',
  },
  sysctl: { term: 'sysctl', text: 'net.ipv4.ip_forward 같은 커널 설정, 그리고 그것을 읽고 바꾸는 명령입니다.' },
  table: {
    term: 'nat 테이블',
    also: ['filter 테이블'],
    text: '주소를 바꾸는 체인들이 있는 netfilter의 테이블입니다. 새 연결의 첫 패킷만 확인합니다. 통과시키거나 폐기하는 체인들은 filter 테이블에 있습니다.',
  },
  tcp: {
    term: 'TCP',
    text: '연결을 맺고 주고받는 프로토콜입니다. 핸드셰이크로 시작하며, 데이터가 순서대로 도착하고 빠지면 다시 보냅니다. HTTP가 그 위에서 동작합니다.',
  },
  ttl: {
    term: 'TTL',
    text: '라우터를 지날 때마다 1씩 줄어드는 패킷 속의 수입니다. 0이 되면 폐기되므로 끝없이 돌지 않습니다.',
  },
  udp: {
    term: 'UDP',
    text: '메시지를 하나씩 보내는 프로토콜입니다. 연결을 맺지 않고 도착도 보장하지 않습니다. DNS와 VXLAN이 씁니다.',
  },
  veth: {
    term: 'veth',
    also: ['veth 쌍'],
    text: '가상의 케이블입니다. 두 인터페이스 중 한쪽으로 들어간 것이 다른 쪽으로 나옵니다. 한쪽은 컨테이너의 eth0, 다른 쪽은 브리지의 포트입니다.',
  },
  vip: {
    term: 'VIP',
    also: ['가상 IP'],
    text: '스웜 서비스를 대표하는 주소입니다. 이 주소로 온 연결을 IPVS가 태스크에 나눕니다.',
  },
  vlan: {
    term: 'VLAN',
    text: '케이블 하나에 여러 네트워크를 나누어 쓰는 방법입니다. 프레임마다 네트워크 번호가 적힌 태그가 붙습니다.',
  },
  vxlan: {
    term: 'VXLAN',
    text: '프레임을 통째로 UDP 패킷(포트 4789)에 담아 나르는 방법입니다. 덕분에 한 네트워크가 여러 호스트에 걸칠 수 있고, 오버레이 네트워크가 씁니다.',
  },
};
