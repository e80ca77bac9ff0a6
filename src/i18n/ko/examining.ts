import type { examining as en } from '../en/examining.ts';
import type { Translated } from '../shape.ts';

export const examining: Translated<typeof en> = {
  title: '이 랩 점검하기',
  description: '무엇이 잘못됐는지, 누가 어디에 왜 접속할 수 있는지, 무엇이 노출됐는지, 바꾸면 어떻게 되는지 봅니다.',
  tabs: {
    findings: '진단 결과',
    reach: '접속할 수 있나?',
    exposed: '노출된 포트',
    whatIf: '바꾼다면',
    changed: '바뀐 점',
    imported: '가져온 내용',
  },
  working: '확인하는 중…',
  failed: '너무 오래 걸려 중단했습니다.',
  result: {
    answers: '응답함',
    refused: '거부',
    silent: '응답 없음',
    unreachable: '오류 응답',
    unknown: '알 수 없음',
  },
  reach: {
    from: '출발',
    to: '도착',
    other: '다른 주소…',
    address: '주소',
    port: '포트',
    protocol: '프로토콜',
    ask: '확인',
    yes: '예: {{from}}에서 {{to}}에 접속할 수 있습니다.',
    no: '아니요: {{from}}에서 {{to}}에 접속할 수 없습니다({{result}}).',
    unknown: '{{from}}에서 {{to}}에 접속할 수 있는지 알 수 없습니다.',
    rule: '결정하는 규칙',
    since: '{{number}}번 명령부터: {{line}}',
    fromStart: '랩의 시작부터 있었습니다.',
    show: '가는 길 보기',
    badAddress: '주소가 아닙니다.',
    badPort: '포트는 1부터 65535까지의 숫자입니다.',
  },
};
