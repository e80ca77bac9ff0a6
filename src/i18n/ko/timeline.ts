import type * as en from '../en/timeline.ts';
import type { Translated } from '../shape.ts';

export const timeline: Translated<typeof en.timeline> = {
  label: '타임라인',
  idle: '무언가를 보내면 지나간 길이 홉 단위로 여기에 나타납니다.',
  position: '홉',
  toStart: '처음으로',
  back: '한 홉 뒤로',
  play: '재생',
  pause: '일시 정지',
  forward: '한 홉 앞으로',
  toEnd: '끝으로',
  speed: '재생 속도 {{speed}}배',
  slower: '느리게',
  faster: '빠르게',
  route: '라우팅',
  dropped: '폐기',
  reversed: 'NAT 복원',
};

export const events: Translated<typeof en.events> = {
  show: '이벤트 목록',
  label: '이벤트',
  none: '그런 이벤트가 없습니다.',
  count: '{{all}}개 중 {{shown}}개',
  protocols: '프로토콜',
  stages: '단계',
  flows: '흐름',
  flow: '흐름 {{number}}',
  stage: {
    link: '장치',
    bridge: '브리지',
    neighbour: '이웃',
    routing: '라우팅',
    conntrack: 'conntrack',
    netfilter: 'netfilter',
    socket: '소켓',
    program: '프로그램',
  },
  column: {
    number: '#',
    time: 'ms',
    place: '장소',
    device: '장치',
    stageName: '단계',
    packet: '패킷',
    decision: '일어난 일',
  },
};
