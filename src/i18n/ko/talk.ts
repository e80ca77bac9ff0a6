import type { talk as en } from '../en/talk.ts';
import type { Translated } from '../shape.ts';

export const talk: Translated<typeof en> = {
  comment: {
    title: '{{number}}번 명령에 대한 설명',
    text: '발표할 때 이 명령에 대해 할 말입니다. 랩의 일부이므로 링크와 파일에 함께 담깁니다.',
    field: '설명',
    save: '설명 저장',
    remove: '설명 지우기',
    left: '{{number}}자 남음',
  },
};
