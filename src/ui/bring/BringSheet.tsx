import { FilePlus, X } from 'lucide-react';
import { useEffect, useRef, useState, type DragEvent, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { GivenFile } from '../../formats/compose/open/given.ts';
import type { HostsRead } from '../../simulator/read-hosts.ts';
import type { Masking } from '../../snapshot/mask.ts';
import type { Stores } from '../../store/stores.ts';
import { Button } from '../controls/Button.tsx';
import { Checkbox, TextArea } from '../controls/Field.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { DialogFrame, DialogHead } from '../dialogs/DialogFrame.tsx';
import dialog from '../dialogs/Dialog.module.css';
import { useStores, useView } from '../stores/stores.tsx';
import styles from './Bring.module.css';
import { isMasked } from './brought.ts';
import { pickTexts, textsOf, withMore } from './given-texts.ts';
import { askAboutKept } from './kept.ts';
import { composeAmong, leftOut } from './left-out.ts';
import { assumedText, discardText, reasonText } from './notice-text.ts';
import { openHosts } from './open-hosts.ts';
import { Script } from './Script.tsx';

/** Milliseconds after the last change until the texts are read. */
const PAUSE = 200;
/** Of what the lab will hold, so many characters are shown at first. */
const SHOWN = 20_000;

/** Takes what a host says of itself, tells what was understood and what was thrown away, and opens it as a lab. */
export default function BringSheet({ files }: { readonly files: readonly GivenFile[] }) {
  const { t } = useTranslation('bringing');
  const { t: said } = useTranslation('importing');
  const stores = useStores();
  const { open, closeDialog } = useView((view) => view);
  const paste = useRef<HTMLTextAreaElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [masking, setMasking] = useState<Masking>({ addresses: false, names: false });
  const [refused, setRefused] = useState<{ readonly of: HostsRead; readonly words: string }>();
  const [opening, setOpening] = useState(false);
  const read = useRead(stores, files, masking);
  const change = (next: readonly GivenFile[]) => open({ kind: 'bring', files: next });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (read?.ok !== true || opening) return;
    setOpening(true);
    const words = await openHosts(stores, read, files, masking);
    setOpening(false);
    if (words !== undefined) return setRefused({ of: read, words });
    if (isMasked(masking)) void askAboutKept(stores, read.line);
    const compose = composeAmong(files, read);
    if (compose.length === 0) closeDialog();
    else open({ kind: 'examine', tab: 'changed', compose });
  };

  return (
    <DialogFrame wide focus={() => (files.length > 0 ? body.current : paste.current)?.focus()}>
      <form onSubmit={(event) => void submit(event)} className={dialog['form']} noValidate>
        <DialogHead title={t('title')} description={t('description')} />
        <div ref={body} tabIndex={-1} className={dialog['body']}>
          <div className={styles['columns']}>
            <div className={styles['column']}>
              <Given files={files} read={read} onChange={change} paste={paste} />
              {files.length > 0 && read?.ok === false && (
                <p role="alert" className={styles['wrong']}>
                  {reasonText(said, read.reason)} {t('untouched')}
                </p>
              )}
              {refused !== undefined && refused.of === read && (
                <p role="alert" className={styles['wrong']}>
                  {t('refused')} <code>{refused.words}</code> {t('untouched')}
                </p>
              )}
              {read?.ok === true && <Understood read={read} />}
              {read?.ok === true && <Masks masking={masking} onChange={setMasking} />}
              {read?.ok === true && <Content text={read.text} />}
            </div>
            <Script />
          </div>
        </div>
        <div className={[dialog['foot'], styles['foot']].join(' ')}>
          <p role="status">
            {files.length === 0
              ? t('nothing')
              : opening
                ? t('opening')
                : read === undefined
                  ? t('reading')
                  : read.ok
                    ? countsText(read, t)
                    : ''}
          </p>
          <div className={dialog['buttons']}>
            <Button onClick={closeDialog}>{t('cancel')}</Button>
            <Button type="submit" look="primary" disabled={read?.ok !== true || opening}>
              {t('open')}
            </Button>
          </div>
        </div>
      </form>
    </DialogFrame>
  );
}

type T = ReturnType<typeof useTranslation<'bringing'>>['t'];

const countsText = ({ hosts, networks, containers }: HostsRead & { ok: true }, t: T): string =>
  [
    t('hosts', { count: hosts.length }),
    t('containers', { count: containers }),
    t('networks', { count: networks }),
  ].join(' · ');

/** What was read of texts, as far as it is known by now; undefined while they are read anew. */
function useRead({ lab, simulator }: Stores, files: readonly GivenFile[], masking: Masking): HostsRead | undefined {
  const [known, setKnown] = useState<{ readonly of: readonly unknown[]; readonly read: HostsRead }>();
  useEffect(() => {
    if (files.length === 0) return undefined;
    let wanted = true;
    const timer = setTimeout(() => {
      simulator.ask('readHosts', lab.getState().start, files, masking).then(
        (read) => wanted && setKnown({ of: [files, masking], read }),
        () => wanted && setKnown({ of: [files, masking], read: TOO_MUCH }),
      );
    }, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [lab, simulator, files, masking]);
  return known?.of[0] === files && known.of[1] === masking ? known.read : undefined;
}

const TOO_MUCH: HostsRead = { ok: false, reason: { kind: 'too-large', values: { most: '16000000' } }, recognised: [] };

interface GivenProps {
  readonly files: readonly GivenFile[];
  readonly read: HostsRead | undefined;
  readonly onChange: (files: readonly GivenFile[]) => void;
  readonly paste: React.RefObject<HTMLTextAreaElement | null>;
}

/** Where texts are pasted, dropped and picked, and a row for each that was given. */
function Given({ files, read, onChange, paste }: GivenProps) {
  const { t } = useTranslation('bringing');
  const [over, setOver] = useState(false);
  const [typed, setTyped] = useState('');
  const add = (more: readonly GivenFile[]) => onChange(withMore(files, more));
  const take = (text: string) => {
    setTyped('');
    if (text.trim() !== '') add([{ name: t('pasted'), text }]);
  };
  const drop = (event: DragEvent) => {
    const dropped = [...event.dataTransfer.files];
    setOver(false);
    if (dropped.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    void textsOf(dropped).then(add);
  };
  return (
    <section aria-labelledby="bring-given" className={styles['part']}>
      <h3 id="bring-given">{t('given')}</h3>
      <TextArea
        ref={paste}
        aria-label={t('paste')}
        placeholder={t('pasteHere')}
        aria-describedby="bring-takes"
        className={styles['paste']}
        data-over={over || undefined}
        rows={2}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPaste={(event) => {
          // A text of megabytes would hold the field up.
          event.preventDefault();
          take(event.clipboardData.getData('text'));
        }}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      />
      <p id="bring-takes" className={styles['hint']}>
        {t('pasteHint')}
      </p>
      <div className={styles['buttons']}>
        <Button icon={<FilePlus />} onClick={() => pickTexts(add)}>
          {t('pick')}
        </Button>
        {typed.trim() !== '' && <Button onClick={() => take(typed)}>{t('take')}</Button>}
      </div>
      {files.length > 0 && (
        <ul className={styles['list']} aria-label={t('recognised')}>
          {files.map((file) => (
            <li key={file.name} className={styles['row']}>
              <span>
                <code>{file.name}</code> <Kinds file={file} read={read} />
              </span>
              <IconButton
                label={t('remove', { name: file.name })}
                icon={<X />}
                onClick={() => onChange(files.filter((other) => other !== file))}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What a text was recognised as; of one that others are opened without, why. */
function Kinds({ file: { name }, read }: { readonly file: GivenFile; readonly read: HostsRead | undefined }) {
  const { t } = useTranslation('importing');
  const { t: words } = useTranslation('bringing');
  const why = leftOut(read, name);
  const kinds = read?.recognised.filter((each) => each.name === name).map(({ kind }) => kind) ?? [];
  return (
    <span className={styles['hint']}>
      {why === undefined ? kinds.map((kind) => t(`recognised.${kind}`)).join(', ') : words(why)}
    </span>
  );
}

/** What was thrown away, and what is assumed. */
function Understood({ read: { discarded, assumed } }: { readonly read: HostsRead & { ok: true } }) {
  const { t } = useTranslation('bringing');
  const { t: said } = useTranslation('importing');
  return (
    <>
      <section aria-labelledby="bring-discarded" className={styles['part']}>
        <h3 id="bring-discarded">{t('privacy')}</h3>
        <p className={styles['hint']}>{t('privacyText')}</p>
        {discarded.length > 0 && (
          <ul className={styles['said']}>
            {discarded.map((notice, at) => (
              <li key={at}>{discardText(said, notice)}</li>
            ))}
          </ul>
        )}
      </section>
      {assumed.length > 0 && (
        <details className={[styles['part'], styles['fold']].join(' ')}>
          <summary>{t('assumed', { count: assumed.length })}</summary>
          <ul className={styles['said']}>
            {assumed.map((notice, at) => (
              <li key={at}>{assumedText(said, notice)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Masks({ masking, onChange }: { readonly masking: Masking; readonly onChange: (masking: Masking) => void }) {
  const { t } = useTranslation('bringing');
  return (
    <fieldset className={dialog['group']}>
      <legend className={dialog['legend']}>{t('masking')}</legend>
      <Checkbox
        label={t('maskAddresses')}
        hint={t('maskAddressesText')}
        checked={masking.addresses}
        onChange={(addresses) => onChange({ ...masking, addresses })}
      />
      <Checkbox
        label={t('maskNames')}
        hint={t('maskNamesText')}
        checked={masking.names}
        onChange={(names) => onChange({ ...masking, names })}
      />
    </fieldset>
  );
}

/** The very text that the lab will hold, as far as one wants to read it. */
function Content({ text }: { readonly text: string }) {
  const { t } = useTranslation('bringing');
  const [whole, setWhole] = useState(false);
  const shown = whole ? text : text.slice(0, SHOWN);
  return (
    <details className={[styles['part'], styles['fold']].join(' ')}>
      <summary>{t('content', { count: text.length })}</summary>
      <pre className={styles['content']} tabIndex={0} role="group" aria-label={t('contentLabel')}>
        {shown}
        {shown.length < text.length && '…'}
      </pre>
      {shown.length < text.length && <Button onClick={() => setWhole(true)}>{t('contentAll')}</Button>}
    </details>
  );
}
