import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

/**
 * Names in index.html what the first script asks for, so that all of it is on its way at once, beside that script; and has that
 * one begin as soon as it is there, whatever style sheets are still to come.
 * @param names the chunks
 */
export function early(names: readonly string[]): Plugin {
  return {
    name: 'early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => ({
        html: html.replace('<script type="module"', '<script async type="module"'),
        tags: Object.values(bundle)
          .filter((file) => file.type === 'chunk')
          .filter(({ name }) => names.includes(name))
          .flatMap(tagsOf),
      }),
    },
  };
}

const tagsOf = ({ fileName, viteMetadata }: Rolldown.OutputChunk): HtmlTagDescriptor[] => [
  linkTo(fileName, { rel: 'modulepreload' }),
  ...[...(viteMetadata?.importedCss ?? [])].map((sheet) => linkTo(sheet, { rel: 'preload', as: 'style' })),
];

const linkTo = (file: string, attrs: Record<string, string>): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { ...attrs, crossorigin: true, href: `./${file}` },
  injectTo: 'head',
});
