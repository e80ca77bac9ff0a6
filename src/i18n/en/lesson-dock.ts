/** What stands around a lesson's own words. */
export const dock = {
  label: 'Lesson: {{title}}',
  reviewTitle: 'Review: {{chapter}}',
  step: 'Step {{step}} of {{count}}',
  end: 'Done',
  steps: 'Steps',
  goToStep: 'Step {{step}}: {{title}}',
  back: 'Back',
  next: 'Next',
  finish: 'Finish',
  contents: 'All lessons',
  sandbox: 'To your own lab',
  copyLink: 'Copy a link to this lesson',
  loading: 'The lesson is being opened…',
  again: 'Start over',
  show: 'Show {{name}} in the picture',
  image: 'Picture: {{text}}',
};

export const goal = {
  title: 'Goals',
  progress: '{{held}} of {{count}} hold',
  all: 'All goals hold.',
  held: 'holds',
  open: 'does not hold yet',
  lost: 'held before, and no longer holds',
  lostNote: 'No longer holds.',
  missing: 'Now: ',
  earlier: 'From an earlier step, and no longer so:',
};

export const question = {
  answer: 'Answer',
  choose: 'Choose an answer first.',
  sealed: 'The answer is sealed until you choose. Then it happens.',
  plays: 'The traffic plays to where the answer is seen.',
  tellNow: 'Show the answer now',
  right: 'Right.',
  wrong: 'Not this one.',
  chosen: 'your answer',
  isRight: 'right answer',
  none: 'This cannot be asked in the lab as it is now. Go on, or start over.',
  wait: 'The question is being prepared…',
};

export const guess = {
  title: 'What happens?',
  score: '{{right}} of {{count}} right',
  reveal: 'Reveal',
  goOn: 'Play on',
  end: 'End the guessing',
};

export const find = {
  point: 'Click it in the picture, or type it here.',
  type: 'Type it here.',
  input: 'What you found',
  check: 'Check',
  found: 'Found.',
  wrong: '“{{text}}” is not it.',
  none: 'It is not in the lab as it is now. Go on, or start over.',
  answer: 'It is:',
};

export const watch = {
  run: 'Send it',
  again: 'Send it again',
};

export const hint = {
  take: 'Hint',
  title: 'Hints',
  number: 'Hint {{number}} of {{count}}',
  gone: 'What failed before no longer fails.',
  command: 'In one solution this command comes next:',
  showMe: 'Show me',
  showMeHint: 'Plays a solution from the beginning of the lesson. Undo takes it back, command by command.',
  works: 'The solution is being played…',
};

export const over = {
  title: 'Why it is so',
  answers: '{{right}} of {{count}} questions right',
  hints_one: '{{count}} hint',
  hints_other: '{{count}} hints',
  next: 'Next: {{title}}',
  review: 'Three questions on this chapter',
  comesBack: 'A question comes back',
  reviewTitle: 'That was the review',
  reviewText: '{{right}} of {{count}} right. What was wrong comes back some lessons later.',
  reviewAll: 'All {{count}} right.',
  none: 'This chapter has no questions to review.',
};

export const contents = {
  title: 'Lessons',
  description: 'Each is a lab of its own. Your own lab stays as it is.',
  done: '{{done}} of {{count}}',
  stateDone: 'done',
  stateBegun: 'begun',
  stateNew: 'new',
  continue: 'Continue: {{title}}',
  review: 'Review',
  reviewOf: 'Review: {{chapter}}',
  export: 'Save progress as a file',
  import: 'Open saved progress',
  imported: 'The progress was added to yours.',
  foreign: 'This file holds no progress of lessons. Yours is as it was.',
  newer: 'This file was saved by a newer Hopscope. Yours is as it was.',
  kept: 'Your progress is kept in this browser only.',
};

export const chapters = {
  stack: 'One container, one stack',
  localhost: 'Whose localhost?',
  ports: 'Published ports',
  names: 'Names',
  walls: 'Networks as walls',
  firewall: 'The firewall, rule by rule',
  drivers: 'Other drivers, other machines',
  projects: 'Compose, and everything at once',
  made: 'Made by others',
};
