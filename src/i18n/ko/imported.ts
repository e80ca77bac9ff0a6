import type { imported as shape } from '../en/imported.ts';

export const imported: typeof shape = {
  lack: {
    'no-uplink': '<b>{{host}}</b>가 어떤 LAN에 연결되어 있는지 알 수 없어, LAN에 연결하지 않았습니다.',
    'several-uplinks':
      '<b>{{host}}</b>에는 외부로 나가는 길이 여러 개입니다. 여기의 LAN은 <m>{{device}}</m> 쪽이고, <m>{{others}}</m>은(는) 아무 데도 연결되지 않습니다.',
    'lan-meets-internet': '<b>{{host}}</b>의 LAN(<m>{{subnet}}</m>)이 랩의 인터넷 주소와 겹칩니다.',
    'address-twice': '<b>{{host}}</b>의 주소 <m>{{address}}</m>을(를) <b>{{other}}</b>도 쓰고 있습니다.',
    'nic-without-cable':
      '<b>{{host}}</b>의 <m>{{device}}</m>이(가) 어디에 연결되어 있는지 알 수 없어, 그쪽에서는 응답이 없습니다.',
    'link-leads-nowhere':
      '<b>{{host}}</b>의 인터페이스 <m>{{device}}</m>({{what}})은(는) 여기서 아무 데도 연결되지 않습니다.',
    'link-not-made': '<b>{{host}}</b>의 인터페이스 <m>{{device}}</m>({{what}})을(를) 그대로 만들지 못했습니다.',
    'bond-as-one': '<b>{{host}}</b>의 본딩 <m>{{device}}</m>에 속한 인터페이스를 하나로 다룹니다.',
    'network-not-made': '<b>{{host}}</b>의 네트워크 <b>{{network}}</b>을(를) 만들지 못했습니다: {{text}}',
    'network-missing':
      '<b>{{host}}</b>의 <b>{{container}}</b>이(가) 연결된 네트워크 <b>{{network}}</b>의 정보가 없습니다.',
    'swarm-alone':
      '<b>{{host}}</b>의 스웜에는 가져오지 않은 다른 호스트가 있습니다: <m>{{peers}}</m>. 그곳에서 실행 중인 것은 여기에 없습니다.',
    'services-unknown':
      '다음 서비스의 포트와 주소는 스웜 매니저만 압니다. 매니저의 스냅샷도 함께 가져오세요: {{services}}',
    'container-not-made': '<b>{{host}}</b>의 <b>{{container}}</b>을(를) 만들지 못했습니다: {{text}}',
    'container-not-started': '<b>{{host}}</b>의 <b>{{container}}</b>을(를) 그대로 시작하지 못했습니다: {{text}}',
    'container-not-attached': '<b>{{host}}</b>의 <b>{{container}}</b>을(를) 일부 설정 없이 만들었습니다: {{text}}',
    'rules-opaque':
      '<b>{{host}}</b>의 <m>{{table}}</m> 테이블 <m>{{chain}}</m> 체인에 Hopscope가 다 알지 못하는 규칙이 {{count}}개 있습니다. 이런 규칙이 결정하는 곳에서는 “알 수 없음”으로 답합니다.',
    'set-not-read':
      '<b>{{host}}</b>의 집합 <b>{{set}}</b>[을/를] 읽을 수 없어, 이를 참조하는 규칙이 내리는 결정은 알 수 없습니다: {{text}}',
    'rule-not-read': '<b>{{host}}</b>의 규칙을 읽지 못했습니다: <m>{{text}}</m>',
    'chains-in-circles':
      '<b>{{host}}</b>의 <m>{{table}}</m> 테이블에 순환하는 체인이 있어, 체인 사이의 점프를 제외했습니다.',
    'nft-not-read': '<b>{{host}}</b>의 nft 규칙을 제외했습니다: {{text}}',
    'route-not-read': '<b>{{host}}</b>의 경로를 읽지 못했습니다: <m>{{text}}</m>',
    'policy-not-read': '<b>{{host}}</b>의 라우팅 규칙을 읽지 못했습니다: <m>{{text}}</m>',
    'forwarding-not-read': '<b>{{host}}</b>의 포워딩 항목을 읽지 못했습니다: <m>{{text}}</m>',
    'settings-not-known': '<b>{{host}}</b>의 설정 {{count}}개는 여기에 없습니다: <m>{{names}}</m>',
    'socket-not-bound': '<b>{{host}}</b>의 {{protocol}} 포트 <m>{{port}}</m>은(는) 이미 사용 중입니다.',
    'daemon-not-read': '<b>{{host}}</b>의 엔진 설정을 여기서 쓸 수 없습니다: {{text}}',
    more: '<b>{{host}}</b>와 다른 점이 더 있습니다.',
  },
  change: {
    host: '<b>{{host}}</b>에만 있음: <m>{{text}}</m>',
    rebuilt: '컨테이너와 네트워크에 따르면 있어야 하지만 <b>{{host}}</b>에는 없음: <m>{{text}}</m>',
  },
  layout: '<b>{{host}}</b>의 엔진 {{version}}은(는) 체인 구성이 28.5와 달라, Docker가 만든 규칙은 비교하지 않았습니다.',
};
