import type { share as en } from '../en/share.ts';
import type { Translated } from '../shape.ts';

export const share: Translated<typeof en> = {
  action: '공유',
  title: '이 랩 공유하기',
  description: '랩 전체가 링크 안에 들어 있습니다. 서버로는 아무것도 보내지 않습니다.',
  link: '링크',
  moment: '지금 보이는 홉에서 열기',
  copy: '링크 복사',
  copied: '복사했습니다',
  system: '공유하기…',
  qr: 'QR 코드',
  qrLabel: '링크의 QR 코드',
  qrLarge: '크게 보기',
  qrSmall: '작게 보기',
  qrTooLong: '링크가 너무 길어 QR 코드로 만들 수 없습니다.',
  long: '링크가 {{count}}자입니다. 이렇게 긴 링크는 채팅에서 잘릴 수 있으니 파일이 더 안전합니다.',
  files: '파일',
  open: '파일 열기…',
  save: '저장하고 내보내기…',
  file: {
    scenario: '시나리오',
    json: 'JSON',
    script: '셸 스크립트',
    mermaid: 'Mermaid',
    capture: '패킷 캡처',
  },
  fileText: {
    scenario: '명령을 일반 텍스트로 담습니다. 읽고, 비교하고, 다시 열 수 있습니다.',
    json: '문서 전체를 담습니다. 다시 열 수 있습니다.',
    script: '실제 Docker 호스트에 같은 토폴로지를 만듭니다.',
    mermaid: 'Markdown 문서에 넣을 다이어그램입니다.',
    capture: '타임라인의 트래픽을 모든 장치에서 담아 Wireshark로 봅니다.',
  },
};
