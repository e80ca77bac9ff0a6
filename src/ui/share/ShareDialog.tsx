import { Download, QrCode as QrIcon, Share2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWork } from '../asking/use-answer.ts';
import { Waiting } from '../asking/Waiting.tsx';
import { broughtText, importOf, isMasked, maskingOf } from '../bring/brought.ts';
import { writable, type Format, type Writable } from '../../formats/formats.ts';
import { fragmentOf, hopFragment } from '../../formats/link.ts';
import { documentOf, momentNow } from '../../store/document.ts';
import { worldOf } from '../../store/lab.ts';
import { shownLine } from '../commands/shown-line.ts';
import { Button } from '../controls/Button.tsx';
import { CopyText } from '../controls/CopyButton.tsx';
import { Checkbox, TextInput } from '../controls/Field.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useLab, usePlayback, useStores, useView } from '../stores/stores.tsx';
import { MOST_OF_QR, QrCode } from './QrCode.tsx';
import styles from './Share.module.css';
import { saveAs } from './exports.ts';

/** Longer links (characters) are cut by some chats and mail programs. */
const LONG_LINK = 4000;

/** The lab as a link and as files. */
export default function ShareDialog() {
  const { t } = useTranslation();
  return (
    <Sheet title={t('share.title')} description={t('share.description')}>
      <ContentPart />
      <LinkPart />
      <EmbedPart />
      <FilesPart />
    </Sheet>
  );
}

/** Of a lab that began with a real host: what a link or a file of it tells of that host, and a way to mask it. */
function ContentPart() {
  const { t } = useTranslation();
  const open = useView((view) => view.open);
  const line = useLab(importOf);
  const isAlone = useLab(({ done }) => done === 1);
  const hasMarks = useLab(({ intents }) => intents.length > 0);
  const masking = useMemo(() => maskingOf(line), [line]);
  if (line === undefined) return null;
  const mask = () => open({ kind: 'bring', files: [{ name: 'host.json', text: broughtText(line) }] });
  const masked = (['addresses', 'names'] as const).filter((each) => masking[each]);
  return (
    <section className={styles['part']} aria-labelledby="share-content">
      <h3 id="share-content" className={styles['title']}>
        {t('share.content')}
      </h3>
      <p>{t('share.contentText', { brought: shownLine(line, t) })}</p>
      <p>
        {[
          ...(hasMarks ? [t('share.contentMarks')] : []),
          t('share.contentReport'),
          ...(isMasked(masking)
            ? [t('share.contentMasked', { what: masked.map((each) => t(`share.masked.${each}`)).join(', ') })]
            : []),
        ].join(' ')}
      </p>
      {masked.length < 2 && (
        <>
          <p className={styles['hint']}>{t(isAlone ? 'share.maskText' : 'share.maskCommands')}</p>
          <Button onClick={mask}>{t('share.mask')}</Button>
        </>
      )}
    </section>
  );
}

function LinkPart() {
  const { t } = useTranslation();
  const stores = useStores();
  const title = useLab((lab) => lab.title) ?? 'Hopscope';
  const hasMoment = usePlayback(({ hops }) => hops.length > 0);
  const [atMoment, setAtMoment] = useState(false);
  const moment = atMoment ? momentNow(stores) : undefined;
  const [page = ''] = location.href.split('#');
  const link = `${page}#${fragmentOf(documentOf(stores))}${moment === undefined ? '' : hopFragment(moment)}`;
  const canShare = typeof navigator.share === 'function';

  return (
    <section className={styles['part']} aria-labelledby="share-link">
      <h3 id="share-link" className={styles['title']}>
        {t('share.link')}
      </h3>
      <TextInput mono aria-labelledby="share-link" readOnly value={link} onFocus={(event) => event.target.select()} />
      {hasMoment && <Checkbox label={t('share.moment')} checked={atMoment} onChange={setAtMoment} />}
      {link.length > LONG_LINK && <p className={styles['hint']}>{t('share.long', { count: link.length })}</p>}
      <div className={styles['buttons']}>
        <CopyText text={link} label={t('share.copy')} look="primary" />
        {canShare && (
          <Button icon={<Share2 />} onClick={() => void shareBySystem(title, link)}>
            {t('share.system')}
          </Button>
        )}
        <Qr link={link} />
      </div>
    </section>
  );
}

/** What another page needs to show this lab in a frame. */
function EmbedPart() {
  const { t } = useTranslation();
  const stores = useStores();
  const title = useLab((lab) => lab.title) ?? 'Hopscope';
  const { origin, pathname } = location;
  const source = `${origin}${pathname}?embed=1#${fragmentOf(documentOf(stores))}`;
  const name = title.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const snippet = `<iframe src="${source}" title="${name}" width="800" height="520" style="border:0" loading="lazy"></iframe>`;
  return (
    <section className={styles['part']} aria-labelledby="share-embed">
      <h3 id="share-embed" className={styles['title']}>
        {t('share.embed')}
      </h3>
      <p className={styles['hint']}>{t('share.embedText')}</p>
      <TextInput
        mono
        aria-labelledby="share-embed"
        readOnly
        value={snippet}
        onFocus={(event) => event.target.select()}
      />
      <CopyText text={snippet} label={t('share.embedCopy')} look="plain" />
    </section>
  );
}

async function shareBySystem(title: string, url: string): Promise<void> {
  try {
    await navigator.share({ title, url });
  } catch {
    // the person closed the sheet
  }
}

function Qr({ link }: { readonly link: string }) {
  const { t } = useTranslation();
  const [size, setSize] = useState<'none' | 'small' | 'large'>('none');
  if (link.length > MOST_OF_QR) return <p className={styles['hint']}>{t('share.qrTooLong')}</p>;
  if (size === 'none')
    return (
      <Button icon={<QrIcon />} onClick={() => setSize('small')}>
        {t('share.qr')}
      </Button>
    );
  return (
    <div className={styles['qrPlace']} data-size={size}>
      <QrCode text={link} label={t('share.qrLabel')} />
      <Button look="quiet" onClick={() => setSize(size === 'small' ? 'large' : 'small')}>
        {t(size === 'small' ? 'share.qrLarge' : 'share.qrSmall')}
      </Button>
    </div>
  );
}

function FilesPart() {
  const { t } = useTranslation();
  const stores = useStores();
  const hasTraffic = usePlayback(({ hops }) => hops.length > 0);
  const formats = writable.filter((format: Format) => hasTraffic || format.ofTraffic !== true);
  const world = useLab(worldOf);
  const { told, begin } = useWork<undefined>();
  const files = formats.flatMap((format: Format & Writable) => {
    const parts: readonly string[] = format.parts?.(world) ?? [];
    return (parts.length > 1 ? parts : [undefined]).map((part) => ({ format, part }));
  });
  return (
    <section className={styles['part']} aria-labelledby="share-files">
      <h3 id="share-files" className={styles['title']}>
        {t('share.files')}
      </h3>
      {told !== undefined && told.state !== 'done' && <Waiting asked={told} />}
      <ul className={styles['files']}>
        {files.map(({ format, part }) => (
          <li key={`${format.id} ${part ?? ''}`}>
            <button
              type="button"
              className={styles['file']}
              aria-describedby={`file-${format.id}`}
              onClick={() => begin((follower) => saveAs(stores, format, t, part, follower))}
            >
              <Download />
              <span className={styles['fileName']}>
                {t(`share.file.${format.id}`)}
                {part !== undefined && ` (${part})`}
              </span>
              <span id={`file-${format.id}`} className={styles['hint']}>
                {t(`share.fileText.${format.id}`)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
