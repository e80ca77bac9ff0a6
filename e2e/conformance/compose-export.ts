/** How what the page exports as a compose file is brought up again. */

/** The commands that a file names in its comments, to be given before or after it is brought up. */
const named = (text: string, when: string): readonly string[] =>
  text.split('\n').flatMap((line) => (line.startsWith(`# ${when}: `) ? [line.slice(when.length + 4)] : []));

/** The lines that build what a file says, at the host that it was made of. */
export const linesBuilding = (text: string): readonly string[] => [
  ...named(text, 'before'),
  'mkdir -p /tmp/exported',
  `cat > /tmp/exported/compose.yaml <<'END-OF-COMPOSE'\n${text}\nEND-OF-COMPOSE`,
  'docker compose -f /tmp/exported/compose.yaml --progress quiet up -d',
  ...named(text, 'after'),
];
