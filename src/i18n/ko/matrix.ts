import type { matrix as en } from '../en/matrix.ts';
import type { Translated } from '../shape.ts';

export const matrix: Translated<typeof en> = {
  open: '통신 가능 표',
  title: '어디에서 어디로 통신할 수 있는지',
  description: '모든 곳에서 다른 모든 곳으로 보냅니다. 칸을 고르면 그 트래픽을 따라갈 수 있습니다.',
  caption: '행은 보내는 곳, 열은 받는 곳',
  corner: '출발 \\ 도착',
  protocol: '프로토콜',
  among: '범위',
  all: '모두',
  port: '포트',
  reached: '도달',
  refused: '거부',
  unreachable: '오류 응답',
  timeout: '응답 없음',
  unknown: '알 수 없음',
  cell: '{{from}}에서 {{to}}: {{reach}}',
};
