import type { TFunction } from 'i18next';
import { jsonOf } from '../../formats/json.ts';
import { mermaidOf } from '../../formats/mermaid.ts';
import { pcapngOf } from '../../formats/pcapng.ts';
import { scenarioOf } from '../../formats/scenario.ts';
import { shellScriptOf } from '../../formats/shell-script.ts';
import { documentOf } from '../../store/document.ts';
import { worldOf } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import { traceOf } from './trace.ts';

export const exportKinds = ['png', 'svg', 'scenario', 'json', 'script', 'mermaid', 'capture', 'trace'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** Drawing takes the code of the picture. */
const picture = () => import('./picture.ts');

const endings: Readonly<Record<ExportKind, string>> = {
  png: 'png',
  svg: 'svg',
  scenario: 'scenario',
  json: 'json',
  script: 'sh',
  mermaid: 'mmd',
  capture: 'pcapng',
  trace: 'txt',
};

/** Lets the browser save the lab as a file. */
export async function saveAs(stores: Stores, kind: ExportKind, t: TFunction): Promise<void> {
  const url = URL.createObjectURL(new Blob([await contentOf(stores, kind, t)], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName(stores.lab.getState().title)}.${endings[kind]}`;
  link.click();
  URL.revokeObjectURL(url);
}

async function contentOf(stores: Stores, kind: ExportKind, t: TFunction): Promise<string | Uint8Array<ArrayBuffer>> {
  switch (kind) {
    case 'png':
      return (await picture()).pngPicture(stores, t);
    case 'svg':
      return (await picture()).svgPicture(stores, t);
    case 'scenario':
      return scenarioOf(documentOf(stores));
    case 'json':
      return jsonOf(documentOf(stores));
    case 'script':
      return shellScriptOf(documentOf(stores));
    case 'mermaid':
      return mermaidOf(worldOf(stores.lab.getState()));
    case 'capture':
      return captureOf(stores);
    case 'trace':
      return traceOf(stores, t);
  }
}

/** The traffic that the timeline shows, on every device. */
function captureOf({ lab, playback }: Stores): Uint8Array<ArrayBuffer> {
  const { start, entries } = lab.getState();
  const at = entries.findIndex(({ id }) => id === playback.getState().entry);
  return pcapngOf(entries[at - 1]?.outcome.world ?? start, entries[at]?.outcome.traces ?? []);
}

/** A title as every file system takes it. */
export const fileName = (title = ''): string =>
  title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80) || 'hopscope';
