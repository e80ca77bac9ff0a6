import { download, fileName } from '../share/download.ts';

/** Saves what the browser keeps of a lab as a file, just as it is. */
export const saveRecord = (record: unknown, name: string): void => download(textOf(record), `${fileName(name)}.json`);

/** All that can be written of a value that anybody may have put there. */
export function textOf(record: unknown): string {
  try {
    const text = JSON.stringify(
      record,
      (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
      2,
    );
    return text ?? String(record); // JSON has no undefined
  } catch {
    return String(record); // it holds itself
  }
}
