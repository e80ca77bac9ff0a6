import { parseUrl, type Url } from '../curl/url.ts';

/** A URL that wget can fetch. */
export interface WgetUrl extends Url {
  /** As the log writes it. */
  readonly text: string;
}

/** Reads a URL; a text says what is wrong with it. `prepended` tells that a scheme was added. */
export function readUrl(word: string): { readonly url: WgetUrl; readonly prepended: boolean } | string {
  const schemed = /^[a-z][a-z0-9+.-]*:\/\//i.test(word);
  const text = schemed ? word : `http://${word}`;
  const scheme = /^[^:]*/.exec(text)?.[0].toLowerCase() ?? '';
  if (!['http', 'https', 'ftp', 'ftps'].includes(scheme)) return `${word}: Unsupported scheme '${scheme}'.`;
  const url = parseUrl(text.replaceAll(' ', '%20'));
  if ('exit' in url) {
    if (/No host/.test(url.message)) return `${text}: Invalid host name.`;
    if (/Port number/.test(url.message)) return `${text}: Bad port number.`;
    return `${text}: Invalid host name.`;
  }
  const host = url.host.replaceAll('%20', ' ');
  const port = url.plain ? '' : `:${url.port}`;
  const shown = `${url.scheme}://${url.shown}${port}${url.path}`;
  return { url: { ...url, host, text: shown }, prepended: !schemed };
}

/** The name of the file that a URL's document is saved in. */
export function fileName({ path }: Url): string {
  const [bare = '', query] = path.split(/\?(.*)/s);
  const name = bare.slice(bare.lastIndexOf('/') + 1);
  const file = name === '' ? 'index.html' : decodeURIComponent(name);
  return query === undefined ? file : `${file}?${query.replaceAll('/', '%2F')}`;
}
