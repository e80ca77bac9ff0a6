import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'names',
  place: 17,
  start: on('host1', 'docker network create fastcampus', 'docker run -d --name box --network fastcampus busybox'),
  steps: [
    {
      kind: 'predict',
      question: {
        commands: on(
          'host1',
          'docker run -d --name first --network fastcampus --network-alias hello nginx',
          'docker run -d --name second --network fastcampus --network-alias hello nginx',
        ),
        ask: { about: 'reply' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [{ check: { kind: 'name', at: 'host1/box', name: 'hello', count: 2, answeredAt: 80 } }],
    },
    { kind: 'watch', commands: on('host1/box', 'ping -c 1 -W 1 hello') },
    { kind: 'read' },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker run -d --network fastcampus --network-alias hello nginx',
        'docker run -d --network fastcampus --network-alias hello nginx',
      ),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker run -d --name hello --network fastcampus nginx',
        'docker run -d --name second httpd',
        'docker network connect --alias hello fastcampus second',
      ),
    },
    {
      by: 'other',
      commands: [
        ...on(
          'host1',
          'docker run -d --name first --network fastcampus nginx',
          'docker run -d --name second --network fastcampus nginx',
        ),
        ...on('host1/box', 'echo 172.18.0.3 hello >> /etc/hosts', 'echo 172.18.0.4 hello >> /etc/hosts'),
      ],
    },
  ],
  pitfalls: [
    {
      commands: on(
        'host1',
        'docker run -d --name hello --network fastcampus nginx',
        'docker run -d --name hello --network fastcampus nginx',
      ),
    },
    {
      commands: on(
        'host1',
        'docker run -d --network fastcampus --network-alias hello nginx',
        'docker run -d --network fastcampus --network-alias hello busybox',
      ),
    },
    {
      commands: on(
        'host1',
        'docker network create more',
        'docker run -d --network fastcampus --network-alias hello nginx',
        'docker run -d --network more --network-alias hello nginx',
      ),
    },
    {
      commands: on(
        'host1',
        'docker network create more',
        'docker network connect more box',
        'docker run -d --name first --network fastcampus --network-alias hello nginx',
        'docker network connect --alias hello more first',
      ),
    },
    {
      commands: on(
        'host1',
        'docker run -d --name first --network fastcampus --network-alias hello nginx',
        'docker run -d --name second --network container:first nginx',
      ),
    },
  ],
};
