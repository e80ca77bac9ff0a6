import { X } from 'lucide-react';
import * as Dialog from 'radix-ui/dialog';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../history/history.ts';
import type { Rehearsal } from '../../store/rehearsal.ts';
import { amend } from '../../store/stores.ts';
import { isImport, shownLine } from '../commands/shown-line.ts';
import { Button } from '../controls/Button.tsx';
import { Field, Select, TextInput } from '../controls/Field.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import dialog from '../dialogs/Dialog.module.css';
import { useLab, useStores, useView } from '../stores/stores.tsx';
import { nameOfPlace } from '../../world/spots.ts';
import { endsOf } from '../../world/ends.ts';
import styles from './Amend.module.css';

/** How long (ms) typing pauses before the history is played anew. */
const QUIET = 250;
/** More differences than these are only counted. */
const MOST = 50;

interface AmendDialogProps {
  /** The command, counted from 0. */
  readonly at: number;
  /** Whether it is to be deleted, or edited. */
  readonly remove: boolean;
}

/** Edits or deletes an earlier command; shows first what would change. */
export default function AmendDialog({ at, remove }: AmendDialogProps) {
  const { t } = useTranslation();
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const old = useLab((lab) => lab.entries[at]);
  const [place, setPlace] = useState(old?.place ?? '');
  const [line, setLine] = useState(old?.line ?? '');
  const changed = remove || (line.trim() !== '' && (place !== old?.place || line !== old.line));
  const preview = usePreview(at, changed, remove ? undefined : { place, line });
  const number = at + 1;
  const kind = remove ? 'delete' : 'edit';

  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (preview.state === 'done' && amend(stores, preview.rehearsal)) close();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className={dialog['overlay']} />
        <Dialog.Content className={dialog['dialog']}>
          <form onSubmit={apply} className={dialog['form']} noValidate>
            <div className={dialog['head']}>
              <Dialog.Title className={dialog['title']}>{t(`amend.${kind}Title`, { number })}</Dialog.Title>
              <Dialog.Description className={dialog['description']}>{t(`amend.${kind}Text`)}</Dialog.Description>
            </div>
            <div className={dialog['body']}>
              {remove || isImport(line) ? (
                <code className={styles['line']}>
                  <span className={dialog['prompt']}>{nameOfPlace(place)}$</span> {shownLine(line, t)}
                </code>
              ) : (
                <>
                  <PlaceField at={at} place={place} onChange={setPlace} />
                  <Field label={t('amend.line')}>
                    {(ids) => (
                      <TextInput
                        {...ids}
                        mono
                        value={line}
                        onChange={(event) => setLine(event.target.value)}
                        autoFocus
                      />
                    )}
                  </Field>
                </>
              )}
              {!remove && isImport(line) && <p>{t('amend.import')}</p>}
              {changed && <Preview preview={preview} at={at} />}
            </div>
            <div className={dialog['foot']}>
              <div className={dialog['buttons']}>
                <Button onClick={close}>{t('dialog.cancel')}</Button>
                <Button type="submit" look={remove ? 'danger' : 'primary'} disabled={preview.state !== 'done'}>
                  {t(`amend.${kind}`)}
                </Button>
              </div>
            </div>
          </form>
          <Dialog.Close asChild>
            <IconButton className={dialog['close']} label={t('dialog.close')} icon={<X />} />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface PlaceFieldProps {
  readonly at: number;
  readonly place: string;
  readonly onChange: (place: string) => void;
}

/** The places that there are when the command runs. */
function PlaceField({ at, place, onChange }: PlaceFieldProps) {
  const { t } = useTranslation();
  const world = useLab((lab) => lab.entries[at - 1]?.outcome.world ?? lab.start);
  const places = [...new Set([place, ...endsOf(world).map((end) => end.place)])];
  return (
    <Field label={t('amend.place')}>
      {(ids) => (
        <Select {...ids} value={place} onChange={(event) => onChange(event.target.value)}>
          {places.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

type PreviewState =
  | { readonly state: 'running'; readonly played: number; readonly count: number }
  | { readonly state: 'broken' }
  | { readonly state: 'done'; readonly rehearsal: Rehearsal };

/** Plays the history with the change, in the background, whenever the change is another. */
function usePreview(at: number, changed: boolean, command: Command | undefined): PreviewState {
  const { lab } = useStores();
  const count = useLab(({ entries }) => entries.length) - at;
  const [preview, setPreview] = useState<{ readonly of: string; readonly result: PreviewState }>();
  const key = command === undefined ? '' : `${command.place}$ ${command.line}`;
  useEffect(() => {
    if (!changed) return;
    let wanted = true;
    const show = (result: PreviewState) => wanted && setPreview({ of: key, result });
    const timer = setTimeout(
      () => {
        const [place = '', ...rest] = key.split('$ ');
        lab
          .getState()
          .rehearse(at, key === '' ? undefined : { place, line: rest.join('$ ') }, {
            wanted: () => wanted,
            onProgress: (played, of) => show({ state: 'running', played, count: of }),
          })
          .then(
            (rehearsal) => show({ state: 'done', rehearsal }),
            () => show({ state: 'broken' }),
          );
      },
      key === '' ? 0 : QUIET,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [lab, at, changed, key]);
  return changed && preview?.of === key ? preview.result : { state: 'running', played: 0, count };
}

function Preview({ preview, at }: { readonly preview: PreviewState; readonly at: number }) {
  const { t } = useTranslation();
  return (
    <section className={styles['preview']} aria-labelledby="amend-preview" aria-busy={preview.state === 'running'}>
      <h3 id="amend-preview">{t('amend.preview')}</h3>
      {preview.state === 'running' && (
        <>
          <p>{t('amend.running', { played: preview.played, count: preview.count })}</p>
          <progress value={preview.played} max={preview.count} />
        </>
      )}
      {preview.state === 'broken' && <p className={styles['bad']}>{t('amend.broken')}</p>}
      {preview.state === 'done' && <Result rehearsal={preview.rehearsal} at={at} />}
    </section>
  );
}

function Result({ rehearsal, at }: { readonly rehearsal: Rehearsal; readonly at: number }) {
  const { t } = useTranslation();
  const { command, entries, differences, of } = rehearsal;
  const own = command === undefined ? undefined : entries[at]?.outcome;
  const amount = (kind: string) => differences.filter((each) => each.kind === kind).length;
  return (
    <div role="status">
      {own !== undefined && (
        <p className={own.exit === 0 ? undefined : styles['bad']}>
          {own.exit === 0 ? t('amend.editedWell') : t('amend.edited', { exit: own.exit })}
        </p>
      )}
      {own !== undefined && own.exit !== 0 && own.stderr !== '' && (
        <pre className={styles['words']}>{own.stderr.trim()}</pre>
      )}
      <p>
        {at + 1 === of.length
          ? t('amend.none')
          : differences.length === 0
            ? t('amend.same')
            : t('amend.summary', { fails: amount('fails'), works: amount('works'), answers: amount('answers') })}
      </p>
      {differences.length > 0 && (
        <ul className={styles['differences']}>
          {differences.slice(0, MOST).map(({ entry, kind }) => (
            <li key={entry.id}>
              <span className={styles['kind']} data-kind={kind}>
                {t(`amend.${kind}`)}
              </span>
              <code>
                <span className={dialog['prompt']}>{nameOfPlace(entry.place)}$</span> {shownLine(entry.line, t)}
              </code>
              {kind === 'fails' && entry.outcome.stderr !== '' && (
                <pre className={styles['words']}>{entry.outcome.stderr.trim()}</pre>
              )}
            </li>
          ))}
        </ul>
      )}
      {differences.length > MOST && <p>{t('amend.more', { count: differences.length - MOST })}</p>}
    </div>
  );
}
