import type { hop as en } from '../en/hop.ts';
import type { Translated } from '../shape.ts';

export const hop: Translated<typeof en> = {
  device: {
    out: '<b>{{place}}</b>에서 <m>{{device}}</m> 인터페이스로 프레임을 내보냅니다.',
    in: '프레임이 <b>{{place}}</b>의 <m>{{device}}</m> 인터페이스에 도착합니다.',
    port: '프레임이 브리지 포트 <m>{{device}}</m>에 도착합니다. 목적지가 다른 MAC 주소이므로 어디로 보낼지는 브리지가 결정합니다.',
    outCut:
      '<b>{{place}}</b>에서 패킷을 조각 {{pieces}}개로 나누어 <m>{{device}}</m>[으로/로] 내보냅니다. 이 길로는 한 번에 {{mtu}}바이트까지만 갈 수 있습니다.',
    inCut: '패킷이 조각 {{pieces}}개로 나뉘어 <b>{{place}}</b>의 <m>{{device}}</m>에 도착합니다.',
    loopback: '패킷이 <b>{{place}}</b> 밖으로 나가지 않고 루프백 인터페이스로 이동합니다.',
  },
  forwarding: {
    known:
      '브리지는 <m>{{mac}}</m> 주소가 <m>{{port}}</m> 포트 쪽에 있다는 것을 학습했으므로 그 포트로만 프레임을 전달합니다.',
    broadcast: '브로드캐스트는 모두에게 가는 프레임이므로 브리지가 나머지 모든 포트로 내보냅니다.',
    flood: '<m>{{mac}}</m> 주소가 어느 포트에 있는지 아직 몰라서 브리지가 나머지 모든 포트로 내보냅니다.',
    local: '목적지가 브리지 자신이므로 프레임이 <b>{{place}}</b>의 네트워크 스택으로 올라갑니다.',
    none: '브리지에 이 프레임을 내보낼 다른 포트가 없습니다.',
  },
  switch: {
    in: '프레임이 <b>{{machine}}</b>에서 <b>LAN</b> 스위치에 도착합니다.',
    out: '<b>LAN</b> 스위치에서 <b>{{machine}}</b>[으로/로] 프레임을 내보냅니다.',
    known:
      '<b>LAN</b> 스위치는 <m>{{mac}}</m> 주소가 <b>{{machine}}</b> 쪽에 있다는 것을 학습했으므로 그쪽으로만 프레임을 전달합니다.',
    broadcast: '브로드캐스트는 모두에게 가는 프레임이므로 <b>LAN</b> 스위치가 다른 모든 머신으로 내보냅니다.',
    flood: '<m>{{mac}}</m> 주소가 어디에 있는지 아직 몰라서 <b>LAN</b> 스위치가 다른 모든 머신으로 내보냅니다.',
    local: '목적지가 라우터이므로 <b>LAN</b> 스위치가 프레임을 <b>{{router}}</b>[으로/로] 넘깁니다.',
  },
  vxlan: {
    wraps:
      '<m>{{device}}</m>[은/는] <m>{{mac}}</m> 주소가 어느 호스트에 있는지 압니다. 프레임을 통째로 VXLAN(네트워크 {{vni}})과 UDP로 감싸 <m>{{remote}}</m>[으로/로] 보냅니다.',
    unwraps:
      '<b>{{place}}</b> 커널의 VXLAN 소켓이 패킷을 받아 안에 든 프레임을 꺼냅니다. 프레임은 안쪽에서 계속 갑니다.',
    answers:
      '<m>{{device}}</m>[이/가] <m>{{ip}}</m>[을/를] 대신해 응답하므로 질문이 다른 호스트까지 가지 않습니다. MAC 주소 <m>{{mac}}</m>[은/는] Docker가 여기에 적어 둔 것입니다.',
  },
  neighbour: {
    known: '이웃 테이블에 따르면 <m>{{ip}}</m>의 MAC 주소는 <m>{{mac}}</m>입니다.',
    unknown:
      '<m>{{ip}}</m>의 MAC 주소를 아직 모르기 때문에 <b>{{place}}</b>에서 ARP 요청을 보내고, 응답이 올 때까지 패킷을 잡아 둡니다.',
    answered:
      '<m>{{destination}}</m>[은/는] <b>{{place}}</b>의 주소이므로 자신의 MAC 주소로 응답합니다. <m>{{ip}}</m>의 MAC 주소가 <m>{{mac}}</m>[이라는/라는] 것도 기억해 둡니다.',
    learned:
      '응답이 왔습니다. <m>{{ip}}</m>의 MAC 주소는 <m>{{mac}}</m>입니다. <b>{{place}}</b>의 이웃 테이블에 저장합니다.',
    silent: '<m>{{destination}}</m>에 대한 질문이지만 <b>{{place}}</b>의 주소가 아니므로 응답하지 않습니다.',
    failed: '<m>{{ip}}</m>에 대한 ARP 요청에 아무도 응답하지 않았습니다.',
  },
  route: {
    local: '<m>{{destination}}</m>[은/는] <b>{{place}}</b> 자신의 주소이므로 이 머신이 받을 패킷입니다.',
    direct: '경로 <m>{{route}}</m>에 해당합니다. 목적지가 <m>{{device}}</m>에 직접 연결된 네트워크에 있습니다.',
    via: '경로 <m>{{route}}</m>에 해당합니다. 패킷을 <m>{{device}}</m> 인터페이스에서 게이트웨이 <m>{{via}}</m>[으로/로] 보냅니다.',
    directByRule:
      '{{rule}}번 규칙에 따라 <m>{{table}}</m> 테이블에서 찾습니다. 경로 <m>{{route}}</m>에 해당합니다. 목적지가 <m>{{device}}</m>에 직접 연결된 네트워크에 있습니다.',
    viaByRule:
      '{{rule}}번 규칙에 따라 <m>{{table}}</m> 테이블에서 찾습니다. 경로 <m>{{route}}</m>에 해당합니다. 패킷을 <m>{{device}}</m> 인터페이스에서 게이트웨이 <m>{{via}}</m>[으로/로] 보냅니다.',
    broadcast: '<m>{{destination}}</m>[은/는] 여기에서 브로드캐스트 주소입니다.',
    refused: '폐기: <b>{{place}}</b>의 정책 라우팅 {{rule}}번 규칙이 패킷을 거부합니다(<m>{{table}}</m>).',
    none: '<b>{{place}}</b>에는 <m>{{destination}}</m>까지 가는 경로가 없습니다.',
  },
  connection: {
    new: 'conntrack이 처음 보는 흐름이므로 상태는 <b>NEW</b>입니다.',
    establishedOriginal: 'conntrack이 이미 알고 있고 응답도 확인한 흐름이므로 상태는 <b>ESTABLISHED</b>입니다.',
    establishedReply: 'conntrack이 알고 있는 흐름에 대한 응답이므로 상태는 <b>ESTABLISHED</b>입니다.',
    related: 'conntrack이 알고 있는 흐름과 관련된 패킷이므로 상태는 <b>RELATED</b>입니다.',
    invalid: 'conntrack이 어떤 흐름에도 속하지 않는다고 판단해 상태는 <b>INVALID</b>입니다.',
    untracked: '연결 추적에서 제외된 패킷입니다.',
    translated:
      'conntrack이 이미 아는 흐름이므로 전과 같이 <m>{{before}}</m>[을/를] <m>{{after}}</m>[으로/로] 바꿉니다: <b>{{target}}</b>. nat 테이블의 규칙은 다시 확인하지 않습니다.',
    reversed:
      '응답 패킷이므로 conntrack이 요청에 적용한 주소 변환을 되돌립니다. 보낸 쪽에서는 처음에 썼던 주소가 보입니다.',
  },
  rule: {
    accept: '<b>{{chain}}</b> 체인의 {{number}}번 규칙에 해당하여 패킷을 통과시킵니다.',
    return: '<b>{{chain}}</b> 체인의 {{number}}번 규칙에 해당하여 이 체인을 빠져나갑니다.',
    notrack: '<b>{{chain}}</b> 체인의 {{number}}번 규칙에 해당하여 패킷을 연결 추적에서 제외합니다.',
    dnat: '패킷의 원래 목적지는 <m>{{before}}</m>입니다. <b>{{chain}}</b> 체인의 {{number}}번 규칙이 목적지를 <m>{{after}}</m>[으로/로] 바꿉니다.',
    snat: '<b>{{chain}}</b> 체인의 {{number}}번 규칙이 출발지를 <m>{{before}}</m>에서 <m>{{after}}</m>[으로/로] 바꿉니다.',
    masquerade:
      '패킷이 컨테이너 네트워크 밖으로 나가므로, <b>{{chain}}</b> 체인의 {{number}}번 규칙이 출발지 <m>{{before}}</m>[을/를] 나가는 인터페이스의 주소 <m>{{after}}</m>[으로/로] 가립니다.',
    redirect:
      '<b>{{chain}}</b> 체인의 {{number}}번 규칙이 목적지를 <m>{{before}}</m>에서 이 머신의 <m>{{after}}</m>[으로/로] 돌립니다.',
    tell: '<b>{{chain}}</b> 체인의 {{number}}번 규칙에 해당하여, 수신 중인 프로그램에 패킷을 알립니다.',
    log: '<b>{{chain}}</b> 체인의 {{number}}번 규칙에 해당하여 커널 로그에 한 줄을 남깁니다.',
    mark: '<b>{{chain}}</b> 체인의 {{number}}번 규칙에 해당하여 패킷에 표시를 답니다.',
    set: '<b>{{chain}}</b> 체인의 {{number}}번 규칙에 해당하여 주소 집합을 바꿉니다: <m>{{target}}</m>.',
    adjust: '<b>{{chain}}</b> 체인의 {{number}}번 규칙에 해당하여 패킷을 조정합니다: <m>{{target}}</m>.',
    jump: '<b>{{chain}}</b> 체인의 {{number}}번 규칙에 해당하여 다음으로 <b>{{target}}</b> 체인을 확인합니다.',
    count: '<b>{{chain}}</b> 체인의 {{number}}번 규칙에 해당하지만 패킷 수만 셉니다.',
  },
  policy: {
    accept: '<b>{{chain}}</b> 체인의 어떤 규칙도 결정하지 않아 기본 정책 <b>ACCEPT</b>에 따라 통과합니다.',
    drop: '<b>{{chain}}</b> 체인의 어떤 규칙도 통과시키지 않아 기본 정책 <b>DROP</b>을 적용합니다.',
  },
  socket: {
    program:
      '<b>{{program}}</b> 프로그램이 {{protocol}} 포트 <m>{{port}}</m>에 소켓을 열어 두었습니다. 패킷이 목적지에 도착했습니다.',
    open: '{{protocol}} 포트 <m>{{port}}</m>의 열린 소켓에 패킷이 도착했습니다.',
    echo: '<b>{{place}}</b>의 커널이 에코 요청에 직접 응답합니다. 따로 프로그램이 필요하지 않습니다.',
    echoReply: 'ping에 대한 응답이 <b>{{place}}</b>에 돌아왔습니다.',
    error: '<b>{{place}}</b>[이/가] <m>{{about}}</m>[으로/로] 보낸 패킷의 결과를 통보받습니다: {{type}}.',
    refused:
      '<b>{{place}}</b>의 {{protocol}} 포트 <m>{{port}}</m>에서 수신 대기하는 프로그램이 없어 커널이 포트가 닫혀 있다고 응답합니다.',
  },
  program: {
    'answers-http':
      '<b>{{program}}</b> 프로그램이 <m>{{method}} {{path}}</m> 요청에 상태 코드 {{status}}[으로/로] 응답합니다.',
    answers: '<b>{{program}}</b> 프로그램이 <m>{{client}}</m>에 응답합니다.',
    'answers-dns': '<b>{{program}}</b> 프로그램이 <m>{{name}}</m>의 {{type}} 레코드를 묻는 질문에 응답합니다.',
    balances: '로드 밸런서 <b>IPVS</b>가 이 연결을 맡아, 차례가 된 태스크 <m>{{server}}</m>[으로/로] 보냅니다.',
    unbalances:
      '로드 밸런서 <b>IPVS</b>가 출발지를 서비스 주소 <m>{{service}}</m>[으로/로] 바꿉니다. 서비스가 직접 응답한 것처럼 보입니다.',
    'cannot-resolve': '<b>{{program}}</b> 프로그램이 <m>{{name}}</m> 이름을 찾지 못합니다.',
    'asks-dns':
      '<b>{{program}}</b> 프로그램이 직접 아는 이름이 아니므로 <m>{{server}}</m>에 <m>{{name}}</m>의 {{type}} 레코드를 묻습니다.',
    dials: '<b>{{program}}</b> 프로그램이 <m>{{address}}</m>에 따로 연결을 열고 받은 데이터를 전달합니다.',
  },
  setting: '<b>{{place}}</b>의 설정 <m>{{name}} = {{value}}</m>에 따라 결정됩니다.',
  ttl: '패킷을 포워딩하면서 TTL이 {{ttl}}[이/가] 됩니다.',
  drop: {
    'link-down': '폐기: <b>{{place}}</b>의 <m>{{device}}</m> 인터페이스가 꺼져 있습니다.',
    'no-carrier': '폐기: <m>{{device}}</m>의 반대쪽에 켜져 있는 것이 없어 캐리어가 없습니다.',
    'other-host': '폐기: 목적지가 다른 MAC 주소이므로 <b>{{place}}</b>에서 무시합니다.',
    'no-route': '폐기: <b>{{place}}</b>에는 <m>{{destination}}</m>까지 가는 경로가 없습니다.',
    'unreachable-route': '폐기: <b>{{place}}</b>의 경로에 <m>{{destination}}</m>에는 도달할 수 없다고 되어 있습니다.',
    'neighbour-failed': '폐기: 다음 홉에 대한 ARP 요청에 아무도 응답하지 않아 패킷의 MAC 주소를 정할 수 없습니다.',
    rule: '폐기: <b>{{chain}}</b> 체인의 {{number}}번 규칙에 해당합니다.',
    policy: '폐기: <b>{{chain}}</b> 체인의 어떤 규칙도 통과시키지 않았고 기본 정책이 <b>DROP</b>입니다.',
    'forwarding-off': '폐기: 다른 곳으로 가는 패킷인데 <b>{{place}}</b>에서 포워딩이 꺼져 있습니다.',
    'ttl-expired': '폐기: TTL이 다 되어 <b>{{place}}</b>에서 더 이상 포워딩하지 않습니다.',
    martian: '폐기: 이 출발지나 목적지를 가진 패킷은 <m>{{device}}</m> 인터페이스로 들어올 수 없습니다.',
    'no-port': '폐기: 브리지에 프레임을 내보낼 포트가 없습니다.',
    refused:
      '<b>{{place}}</b>의 {{protocol}} 포트 <m>{{port}}</m>에서 수신 대기하는 프로그램이 없어 패킷이 여기에서 끝납니다.',
    'no-socket': '폐기: <b>{{place}}</b>에 이 패킷을 기다리는 소켓이 없습니다.',
    frozen: '컨테이너가 일시 중지되어 프로세스가 패킷을 받지 않습니다.',
    'too-big': '폐기: 패킷이 나갈 인터페이스의 MTU보다 큽니다.',
    queue: '폐기: <m>tc qdisc</m> 설정에 따라 <m>{{device}}</m>의 큐에서 패킷이 손실되었습니다.',
    'not-a-listener': '폐기: 그곳의 프로그램은 이 프로토콜을 처리하지 않습니다.',
    invalid: '폐기: 여기에서는 의미가 없는 패킷입니다.',
    loop: '폐기: 패킷이 같은 곳을 계속 돌았습니다.',
    unknown:
      '패킷이 어떻게 되는지 알 수 없습니다. 실제 호스트에서 가져온 이 규칙에는 Hopscope가 모르는 조건이나 동작이 있습니다.',
    'no-namespace': '폐기: 반대쪽 네트워크 네임스페이스가 없어졌습니다.',
  },
  next: {
    lead: '다음:',
    out: '<b>{{place}}</b>의 <m>{{device}}</m>에서 나감',
    in: '<b>{{place}}</b>의 <m>{{device}}</m>에 들어옴',
    forwarding: '브리지가 포트를 고름',
    switch: '<b>LAN</b> 스위치',
    neighbour: '<m>{{ip}}</m>의 MAC 주소 확인',
    routeLocal: '라우팅 결과 <b>{{place}}</b>에서 받을 패킷',
    route: '라우팅이 <m>{{route}}</m> 경로로 <b>{{device}}</b> 선택',
    routeNone: '라우팅이 <m>{{destination}}</m>까지 가는 길을 찾음',
    connection: 'conntrack이 흐름을 찾음',
    rule: '<m>{{table}}</m> 테이블 <b>{{chain}}</b> 체인의 {{number}}번 규칙',
    policy: '<m>{{table}}</m> 테이블 <b>{{chain}}</b> 체인의 기본 정책',
    socket: '<b>{{place}}</b>의 소켓',
    program: '<b>{{program}}</b> 동작',
    setting: '설정 <m>{{name}}</m> 확인',
    ttl: 'TTL 감소',
    end: '여기에서 끝납니다.',
    asked: '다음에 일어날 일을 지금 수업에서 묻고 있습니다.',
  },
};
