/** Whether a topic is one that a filter means: `+` stands for any one level. */
export function isMeant(filter: string, topic: string): boolean {
  const levels = topic.split('/');
  const wanted = filter.split('/');
  return wanted.length === levels.length && wanted.every((level, at) => level === '+' || level === levels[at]);
}
