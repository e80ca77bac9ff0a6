import type { timeline as en } from '../en/timeline.ts';
import type { Translated } from '../shape.ts';

export const timeline: Translated<typeof en> = {
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
  route: '라우팅',
  dropped: '폐기',
  reversed: 'NAT 복원',
};
