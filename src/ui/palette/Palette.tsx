import { Command } from 'cmdk';
import { BookOpen, Box, Boxes, GraduationCap, Network, Server } from 'lucide-react';
import * as Dialog from 'radix-ui/dialog';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../../store/selection.ts';
import { Keys } from '../commands/Keys.tsx';
import { commandGroups, commandsOf, type PageCommand } from '../commands/page-commands.tsx';
import { useGlossary, type Glossary, type TermId } from '../glossary/glossary.ts';
import { matchingTerms } from '../glossary/search.ts';
import { useNetworkColor } from '../graph/network-color.ts';
import { openLesson } from '../lessons/lessons.ts';
import { titleIn, useLibrary, type Library } from '../lessons/library.ts';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import dialog from '../dialogs/Dialog.module.css';
import styles from './Palette.module.css';
import { matching, thingsOf, type Match } from './things.ts';
import type { TypedAhead } from './typed-ahead.ts';

/** How many things are listed at most, alone and among commands. */
const LISTED = { search: 50, commands: 8 };

interface PaletteProps {
  readonly mode: 'commands' | 'search';
  readonly ahead: TypedAhead;
}

/** All that the page can do (`commands`), or all that is in the lab (`search`), and what its words mean: type, choose, done. */
export default function Palette({ mode, ahead }: PaletteProps) {
  const { t } = useTranslation();
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const [{ query: first, chosen }] = useState(ahead);
  const [query, setQuery] = useState(first);
  const input = useChosen(chosen);
  const title = t(mode === 'search' ? 'palette.search' : 'palette.commands');
  // What can be done is read once: nothing changes while this stands open.
  const commands = useMemo(() => (mode === 'commands' ? commandsOf(stores, t) : []), [mode, stores, t]);
  const matches = useMatches(query).slice(0, mode === 'commands' && query === '' ? 0 : LISTED[mode]);
  const glossary = useGlossary();
  const terms = glossary ? matchingTerms(glossary, query, t('palette.group.glossary')) : [];
  const library = useLibrary(query !== '');
  const lessons = query === '' || !library ? [] : matchingLessons(library, query).slice(0, LISTED.commands);
  const shown = commands.filter((command) => command.enabled !== false && fits(command, query));

  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className={dialog['overlay']} />
        <Dialog.Content className={styles['palette']} aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">{title}</Dialog.Title>
          <Command label={title} shouldFilter={false} loop>
            <Command.Input
              ref={input}
              className={styles['input']}
              placeholder={t(mode === 'search' ? 'palette.searchHint' : 'palette.commandsHint')}
              value={query}
              onValueChange={setQuery}
            />
            <Command.List className={styles['list']} label={title}>
              <Command.Empty className={styles['empty']}>{t('palette.nothing')}</Command.Empty>
              {commandGroups.map((group) => (
                <CommandGroup
                  key={group}
                  heading={t(`palette.group.${group}`)}
                  commands={shown.filter((command) => command.group === group)}
                />
              ))}
              {matches.length > 0 && (
                <Command.Group heading={t('palette.group.things')} className={styles['group'] ?? ''}>
                  {matches.map((match) => (
                    <ThingItem key={match.thing.key} match={match} />
                  ))}
                </Command.Group>
              )}
              {library && lessons.length > 0 && (
                <Command.Group heading={t('palette.group.lessons')} className={styles['group'] ?? ''}>
                  {lessons.map((id) => (
                    <LessonItem key={id} id={id} title={titleIn(library, id)} />
                  ))}
                </Command.Group>
              )}
              {glossary && terms.length > 0 && (
                <Command.Group heading={t('palette.group.glossary')} className={styles['group'] ?? ''}>
                  {terms.slice(0, LISTED.commands).map((id) => (
                    <TermItem key={id} id={id} glossary={glossary} />
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Chooses the first thing at once, where Enter was pressed before the list was there. */
function useChosen(chosen: boolean) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!chosen) return;
    const frame = requestAnimationFrame(() =>
      input.current?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })),
    );
    return () => cancelAnimationFrame(frame);
  }, [chosen]);
  return input;
}

function useMatches(query: string): readonly Match[] {
  const world = useWorld();
  const things = useMemo(() => thingsOf(world), [world]);
  return useMemo(() => matching(things, query), [things, query]);
}

/** Whether each word of the query is in a command's label or its name, which is English in every language. */
function fits({ label, id }: PageCommand, query: string): boolean {
  const text = `${label} ${id}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function CommandGroup({ heading, commands }: { readonly heading: string; readonly commands: readonly PageCommand[] }) {
  const close = useView((view) => view.closeDialog);
  if (commands.length === 0) return null;
  const run = (command: PageCommand) => {
    close();
    command.run();
  };
  return (
    <Command.Group heading={heading} className={styles['group'] ?? ''}>
      {commands.map((command) => (
        <Command.Item
          key={command.id}
          value={command.id}
          className={styles['item'] ?? ''}
          onSelect={() => run(command)}
        >
          {command.icon}
          <span className={styles['label']}>{command.label}</span>
          {command.keys?.[0] !== undefined && <Keys name={command.keys[0]} />}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function TermItem({ id, glossary }: { readonly id: TermId; readonly glossary: Glossary }) {
  const { t } = useTranslation();
  const open = useView((view) => view.open);
  return (
    <Command.Item
      value={`term ${id}`}
      className={styles['item'] ?? ''}
      onSelect={() => open({ kind: 'glossary', term: id })}
    >
      <BookOpen />
      <span className={styles['label']}>{t('commands.term', { term: glossary[id].term })}</span>
    </Command.Item>
  );
}

/** Lessons by the words of their titles, and their ids, which are English in every language. */
const matchingLessons = (library: Library, query: string): readonly string[] =>
  [...library.lessons.keys()].filter((id) => {
    const text = `${titleIn(library, id)} ${id}`.toLowerCase();
    return query
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word));
  });

function LessonItem({ id, title }: { readonly id: string; readonly title: string }) {
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  return (
    <Command.Item
      value={`lesson ${id}`}
      className={styles['item'] ?? ''}
      onSelect={() => {
        close();
        void openLesson(stores, id);
      }}
    >
      <GraduationCap />
      <span className={styles['label']}>{title}</span>
    </Command.Item>
  );
}

const icons: Readonly<Record<Selection['kind'], ReactNode>> = {
  machine: <Server />,
  network: <Network />,
  container: <Box />,
  project: <Boxes />,
};

function ThingItem({ match: { thing, term } }: { readonly match: Match }) {
  const { t } = useTranslation();
  const close = useView((view) => view.closeDialog);
  const reveal = useView((view) => view.reveal);
  const { selection, name, note } = thing;
  return (
    <Command.Item
      value={thing.key}
      className={styles['item'] ?? ''}
      onSelect={() => {
        close();
        reveal(selection);
      }}
    >
      {selection.kind === 'network' ? <NetworkIcon id={selection.id} /> : icons[selection.kind]}
      <span className={styles['label']}>
        {name} <span className={styles['kind']}>{t(`palette.kind.${selection.kind}`)}</span>
      </span>
      <code className={styles['note']}>{term === undefined ? note : shortened(term)}</code>
    </Command.Item>
  );
}

/** Ids as docker shows them. */
const shortened = (term: string): string => (/^[0-9a-f]{64}$/.test(term) ? term.slice(0, 12) : term);

function NetworkIcon({ id }: { readonly id: string }) {
  return <Network color={useNetworkColor(id)} />;
}
