/** What the page says of lessons before one is opened; all else is in `lessons.ts`, which is loaded apart. */
export const lesson = {
  label: 'Lesson',
  contents: 'Lessons',
  first: 'First lesson',
  continue: 'Continue the lessons',
  toSandbox: 'To your own lab',
  toLesson: 'Back to the lesson',
  goTo: 'Go to the lesson’s text',
};
