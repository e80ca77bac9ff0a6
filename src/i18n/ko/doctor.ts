import type * as en from '../en/doctor.ts';
import type { Translated } from '../shape.ts';
import { findings } from './findings.ts';

export const doctor: Translated<typeof en.doctor> = {
  findings,
  reach: {
    itself: '<m>{{destination}}</m>[은/는] <b>{{place}}</b> 자신의 주소라서 패킷이 밖으로 나가지 않습니다.',
    'same-network': '양쪽 모두 <b>{{network}}</b> 네트워크에 있어 그 브리지로 이어져 있습니다.',
    'from-host':
      '<b>{{place}}</b>[은/는] <b>{{network}}</b> 네트워크의 호스트라서 브리지로 그 컨테이너에 바로 닿습니다.',
    'published-rule':
      '게시된 포트입니다. <b>{{place}}</b>의 <b>{{chain}}</b> 체인 {{number}}번 규칙이 <m>{{address}}:{{port}}</m>[으로/로] 보냅니다.',
    'published-proxy':
      '게시된 포트입니다. <b>{{place}}</b>의 docker-proxy가 연결을 받아 <m>{{address}}:{{port}}</m>[으로/로] 다시 연결합니다.',
    'way-out':
      '출발지 주소가 <m>{{source}}</m>[으로/로] 바뀌어 나갑니다. <b>{{place}}</b>의 <b>{{chain}}</b> 체인 {{number}}번 규칙이 원래 주소를 가립니다.',
    'let-through': '<b>{{place}}</b>의 <b>{{chain}}</b> 체인 {{number}}번 규칙이 통과시킵니다.',
    routed: '<m>{{destination}}</m>까지 경로가 있고 막는 규칙이 없습니다.',
    another: '그곳에서 <m>{{destination}}</m>[은/는] 같은 주소를 쓰는 <b>{{place}}</b>[을/를] 가리킵니다.',
    'rule-unknown':
      '<b>{{place}}</b>의 <b>{{chain}}</b> 체인 {{number}}번 규칙이 결정하지만, 모델이 이 규칙의 일부를 알지 못합니다: <m>{{text}}</m>',
    heard:
      '데이터그램이 <b>{{place}}</b>의 <m>{{port}}</m> 포트에 있는 <b>{{program}}</b> 프로그램에 도착하지만, 프로그램이 응답하지 않습니다.',
    'no-listener': '<b>{{place}}</b>의 UDP 포트 <m>{{port}}</m>에서 수신 대기하는 프로그램이 없어 커널이 거부합니다.',
    ended: '패킷이 <b>{{place}}</b>에서 사라집니다.',
    'not-sent': '보낼 방법이 없어 아무것도 보내지 않습니다.',
  },
};
