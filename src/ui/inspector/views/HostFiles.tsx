import type { Container } from '../../../engine/container/container.ts';
import { Rows, Section, type Row } from '../parts/Section.tsx';

/** The files by which a container knows names: as tables. */
export function HostFiles({ container: { files } }: { readonly container: Container }) {
  return (
    <>
      {(['/etc/hosts', '/etc/resolv.conf'] as const).map((path) => {
        const rows = rowsOf(files[path] ?? '');
        return (
          rows.length > 0 && (
            <Section key={path} title={path}>
              <Rows rows={rows} />
            </Section>
          )
        );
      })}
    </>
  );
}

/** A line's first word and what follows it; comments are left out. */
const rowsOf = (text: string): readonly Row[] =>
  text.split('\n').flatMap((line, at) => {
    const [name = '', ...rest] = line.replace(/#.*/, '').trim().split(/\s+/);
    return name === '' ? [] : [{ key: String(at), name, value: rest.join(' ') }];
  });
