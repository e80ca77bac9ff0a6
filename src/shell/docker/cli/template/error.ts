/** A template that does not parse or cannot run; the message is text/template's own. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
