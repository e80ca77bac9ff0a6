/** Texts as they come from terminals, files and web pages, made plain. */

// oxlint-disable-next-line no-control-regex -- what terminals are told begins with ESC
const ESCAPES = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[()][A-Z0-9]|[=>])/g;

/** Line ends of one kind, no marks of byte order, colours and blanks of other kinds. */
export const cleaned = (text: string): string =>
  text
    .replaceAll(ESCAPES, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u200b\u2060\ufeff]/g, '')
    .replaceAll('\u00a0', ' ');

/** Quotation marks of a typesetter where JSON has its own. */
export const isTypeset = (text: string): boolean => /[{[,]\s*[“”„«]\s*\w/.test(text);
