import type { story as en } from '../en/story.ts';
import type { Translated } from '../shape.ts';

export const story: Translated<typeof en> = {
  send: {
    tcp: '<b>{{from}}</b>에서 <m>{{to}}</m>[으로/로] TCP 연결을 엽니다. 먼저 SYN을 보냅니다.',
    udp: '<b>{{from}}</b>에서 <m>{{to}}</m>[으로/로] UDP 데이터그램을 보냅니다.',
    echo: '<b>{{from}}</b>에서 <m>{{to}}</m>[으로/로] 에코 요청을 보냅니다.',
    icmp: '<b>{{from}}</b>에서 <m>{{to}}</m>[으로/로] ICMP 메시지를 보냅니다.',
    by: '자기 네트워크에 있는 주소가 아니므로 게이트웨이 <m>{{via}}</m>[으로/로] 보냅니다.',
    byServer: 'DNS 서버가 자기 네트워크에 없으므로 게이트웨이 <m>{{via}}</m>[으로/로] 보냅니다.',
  },
  name: {
    asks: '<b>{{from}}</b>에서 DNS 서버 <m>{{server}}</m>에 <m>{{name}}</m>의 주소를 묻습니다.',
    asksReverse: '<b>{{from}}</b>에서 DNS 서버 <m>{{server}}</m>에 <m>{{name}}</m>의 이름을 묻습니다.',
    asksRecord: '<b>{{from}}</b>에서 DNS 서버 <m>{{server}}</m>에 <m>{{name}}</m>의 {{type}} 레코드를 묻습니다.',
    forwards: '그 서버도 몰라서 <m>{{other}}</m>에 다시 묻습니다.',
    found: '답은 <m>{{answer}}</m>입니다.',
    none: '그런 이름은 없다는 답이 옵니다(NXDOMAIN).',
    nameless: '그 주소에는 이름이 없다는 답이 옵니다(NXDOMAIN).',
    empty: '그 이름에는 {{type}} 레코드가 없다는 답이 옵니다.',
    failed: '서버가 알아내지 못했다는 답이 옵니다({{status}}).',
    silent: '답이 오지 않습니다.',
  },
  neighbour: {
    found:
      '<b>{{from}}</b>에서 같은 링크에 <m>{{ip}}</m>의 MAC 주소를 묻고, <b>{{who}}</b>에서 자신의 MAC 주소로 응답합니다.',
    proxied:
      '<b>{{from}}</b>에서 같은 링크에 <m>{{ip}}</m>의 MAC 주소를 묻습니다. <b>{{who}}</b>에서 다른 호스트에 있는 <b>{{target}}</b>[을/를] 대신해 <b>{{target}}</b>의 MAC 주소로 응답합니다.',
    none: '<b>{{from}}</b>에서 같은 링크에 <m>{{ip}}</m>의 MAC 주소를 묻지만 아무도 응답하지 않습니다.',
  },
  route: {
    default: '<b>{{place}}</b>에서 기본 경로(default)에 따라 게이트웨이 <m>{{via}}</m>[으로/로] 패킷을 넘깁니다.',
    to: '<b>{{place}}</b>에서 <m>{{route}}</m> 경로에 따라 게이트웨이 <m>{{via}}</m>[으로/로] 패킷을 넘깁니다.',
    byRule: '<b>{{place}}</b>의 {{rule}}번 규칙이 라우팅 테이블 <m>{{table}}</m>[을/를] 골랐습니다.',
  },
  rewrite: {
    destination:
      '<b>{{place}}</b>에서 목적지를 바꿉니다. <m>{{chain}}</m> 체인의 {{number}}번 규칙이 <m>{{before}}</m>[을/를] <m>{{after}}</m>[으로/로] 바꿉니다({{target}}).',
    source:
      '<b>{{place}}</b>에서 출발지를 바꿉니다. <m>{{chain}}</m> 체인의 {{number}}번 규칙이 <m>{{before}}</m>[을/를] <m>{{after}}</m>[으로/로] 바꿉니다({{target}}).',
    known:
      '<b>{{place}}</b>에서 이미 아는 연결이므로 첫 패킷 때처럼 <m>{{before}}</m>[을/를] <m>{{after}}</m>[으로/로] 바꿉니다(conntrack).',
    balanced: '<b>{{place}}</b>의 로드 밸런서가 연결을 <m>{{after}}</m>의 태스크에 맡깁니다(IPVS).',
  },
  rule: '<b>{{place}}</b>에서 패킷을 통과시킵니다. <m>{{chain}}</m> 체인의 {{number}}번 규칙이 허용합니다.',
  bridge: {
    known: '브리지 <m>{{bridge}}</m>에서 <b>{{to}}</b> 쪽 포트 <m>{{port}}</m>[으로/로] 프레임을 내보냅니다.',
    tunnel:
      '브리지 <m>{{bridge}}</m>에서 <b>{{to}}</b> 쪽 터널로 들어가는 포트 <m>{{port}}</m>[으로/로] 프레임을 내보냅니다.',
    flood: '브리지가 그 MAC 주소의 위치를 아직 몰라서 모든 포트로 프레임을 내보냅니다.',
  },
  encapsulate:
    '<b>{{place}}</b>에서 프레임을 통째로 VXLAN 패킷에 담아 <b>{{to}}</b>(<m>{{remote}}</m>)[으로/로] 보냅니다.',
  decapsulate: '<b>{{place}}</b>에서 VXLAN 패킷에 담긴 프레임을 꺼냅니다.',
  arrive: {
    program:
      '패킷이 도착했습니다. <b>{{place}}</b>의 <b>{{program}}</b> 프로그램이 {{protocol}} 포트 <m>{{port}}</m>에서 수신 대기하고 있습니다.',
    socket: '패킷이 <b>{{place}}</b>에서 기다리던 소켓에 도착했습니다.',
    echo: '패킷이 도착했습니다. 에코 요청에는 <b>{{place}}</b>의 커널이 직접 응답합니다.',
  },
  proxy:
    '<b>{{place}}</b>의 <b>{{program}}</b> 프로그램이 <m>{{to}}</m>[으로/로] 따로 연결을 열고 받은 데이터를 전달합니다.',
  answer: {
    back: '응답이 <b>{{to}}</b>[으로/로] 돌아옵니다.',
    undone:
      '응답이 <b>{{to}}</b>[으로/로] 돌아옵니다. 오는 길에 <b>{{place}}</b>에서 바꾸었던 주소를 되돌려, <m>{{before}}</m>[이/가] 다시 <m>{{after}}</m>[이/가] 됩니다.',
    refused: '<b>{{from}}</b>에서 포트가 닫혀 있다고 응답해 연결이 거부됩니다.',
    error: '<b>{{from}}</b>에서 <b>{{to}}</b>[으로/로] ICMP 오류를 보냅니다: {{type}}.',
    errorInside: '<b>{{from}}</b>의 커널이 패킷을 보낸 프로그램에 오류를 알립니다: {{type}}.',
    lost: '응답이 돌아오지 못합니다.',
  },
  handshake: {
    back: 'SYN-ACK가 돌아오고 ACK를 보내면 연결이 맺어집니다.',
    undone:
      'SYN-ACK가 돌아오는 길에 <b>{{place}}</b>에서 <m>{{before}}</m>[을/를] 다시 <m>{{after}}</m>[으로/로] 바꿉니다. ACK를 보내면 연결이 맺어집니다.',
    lost: 'SYN에 대한 응답이 돌아오지 못합니다.',
  },
  data: {
    http: '<b>{{program}}</b> 프로그램이 <m>{{request}}</m> 요청을 받고 상태 코드 {{status}}[으로/로] 응답합니다.',
    any: '연결을 통해 데이터가 오갑니다.',
  },
  close: {
    fin: '양쪽이 FIN과 ACK를 주고받으며 연결을 닫습니다.',
    reset: '<b>{{from}}</b>에서 연결을 재설정(RST)합니다.',
  },
  retry: '응답이 없어 <b>{{from}}</b>에서 다시 보냅니다.',
  again: {
    one: '같은 종류의 패킷이 하나 더 이어집니다.',
    more: '같은 종류의 패킷 {{count}}개가 이어집니다.',
  },
  sameEnd: '이번에도 <b>{{place}}</b>에서 같은 이유로 폐기됩니다.',
  packet: '<m>{{packet}}</m> 패킷이 <b>{{from}}</b>에서 <b>{{place}}</b>[으로/로] 갑니다.',
  packetInside: '<m>{{packet}}</m> 패킷이 <b>{{place}}</b> 안에 머뭅니다.',
  next: {
    send: '<b>{{from}}</b>에서 보내는 패킷',
    name: '<b>{{from}}</b>에서 이름 확인',
    neighbour: '<b>{{from}}</b>에서 MAC 주소 확인',
    route: '<b>{{place}}</b>의 경로',
    rewrite: '<b>{{place}}</b>의 NAT',
    rule: '<b>{{place}}</b>의 규칙',
    bridge: '브리지',
    encapsulate: '터널로 들어감',
    decapsulate: '터널에서 나옴',
    arrive: '<b>{{place}}</b>에 온 패킷',
    proxy: '중간에 있는 프로그램',
    answer: '응답',
    handshake: '나머지 TCP 핸드셰이크',
    data: '연결을 통해 오가는 데이터',
    close: '연결 종료',
    retry: '<b>{{from}}</b>에서 다시 보냄',
    again: '같은 종류의 패킷',
    drop: '<b>{{place}}</b>에서 패킷을 어떻게 하는지',
    packet: '<b>{{from}}</b>에서 보내는 <m>{{packet}}</m>',
  },
};
