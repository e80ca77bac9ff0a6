import { lexer, type Token, type Tokens } from 'marked';

/** Markdown as marked reads it: it is shown piece by piece, and nothing in it is ever HTML. */
export type Prose = readonly Token[];

/** What a lesson says in one language. */
export interface Texts {
  readonly title: string;
  /** What it is about, in a sentence. */
  readonly about: Prose;
  readonly steps: readonly StepTexts[];
  /** Why it is so: shown at the end. */
  readonly why: Prose;
}

export interface StepTexts {
  readonly title: string;
  readonly prose: Prose;
  /** The author's own hints, from where to look to what to do. */
  readonly hints: readonly Prose[];
}

/**
 * Reads a lesson's Markdown: `# title`, what it is about, a `## section` for each step, of which a list after `### hints`
 * holds the step's hints, and a last section that says why it is so. Takes any text.
 */
export function readTexts(markdown: string): Texts {
  const [head = { title: '', tokens: [] }, ...sections] = sectionsOf(lexer(markdown));
  const why = sections.pop();
  return { title: head.title, about: head.tokens, steps: sections.map(stepOf), why: why?.tokens ?? [] };
}

interface Section {
  readonly title: string;
  readonly tokens: Token[];
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';

function sectionsOf(tokens: readonly Token[]): readonly Section[] {
  const sections: Section[] = [];
  for (const token of tokens) {
    if (isHeading(token) && token.depth <= 2) sections.push({ title: token.text, tokens: [] });
    else sections.at(-1)?.tokens.push(token);
  }
  return sections;
}

function stepOf({ title, tokens }: Section): StepTexts {
  const at = tokens.findIndex((token) => isHeading(token) && token.depth === 3);
  const [prose, rest] = at < 0 ? [tokens, []] : [tokens.slice(0, at), tokens.slice(at + 1)];
  const hints = rest.flatMap((token) => (token.type === 'list' ? (token as Tokens.List).items : []));
  return { title, prose, hints: hints.map((item) => item.tokens) };
}
