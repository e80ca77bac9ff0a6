import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the page's colours, which are light or dark by themselves. */
export const theme = [
  EditorView.theme({
    '&': { height: '100%', backgroundColor: 'var(--bg)', color: 'var(--ink)', fontSize: '12.5px' },
    '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
    '.cm-scroller': { fontFamily: 'var(--mono)', fontVariantLigatures: 'none', lineHeight: '1.55' },
    '.cm-content': { caretColor: 'var(--accent)' },
    '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
      background: 'var(--accent-soft)',
    },
    '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent-soft) 45%, transparent)' },
    '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--ink-3)', borderRight: '1px solid var(--line)' },
    '.cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
    '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)' },
    '.cm-tooltip': {
      border: '1px solid var(--line-strong)',
      borderRadius: '8px',
      backgroundColor: 'var(--raised)',
      boxShadow: 'var(--shadow-high)',
      color: 'var(--ink)',
      overflow: 'hidden',
    },
    '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)' },
    '.cm-tooltip-autocomplete > ul > li[aria-selected]': { background: 'var(--accent)', color: 'var(--accent-ink)' },
    '.cm-tooltip-autocomplete > ul > li[aria-selected] .cm-completionDetail': { color: 'var(--accent-ink)' },
    '.cm-completionDetail': { color: 'var(--ink-3)', fontStyle: 'normal' },
    '.cm-diagnostic': { fontFamily: 'var(--sans)', padding: '5px 10px', whiteSpace: 'pre-wrap' },
    '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
    '.cm-diagnostic-warning': { borderLeftColor: 'var(--nat)' },
    '.cm-lintRange-error': {
      backgroundImage: 'none',
      textDecoration: 'underline wavy var(--bad) 1px',
      textUnderlineOffset: '3px',
    },
    '.cm-lintRange-warning': {
      backgroundImage: 'none',
      textDecoration: 'underline wavy var(--nat) 1px',
      textUnderlineOffset: '3px',
    },
    '.cm-lint-marker': { width: '9px', height: '9px', margin: '5px 3px', borderRadius: '50%', content: '""' },
    '.cm-lint-marker-error': { content: '""', backgroundColor: 'var(--bad)' },
    '.cm-lint-marker-warning': { content: '""', backgroundColor: 'var(--nat)' },
    '.cm-panels': { backgroundColor: 'var(--panel)', color: 'var(--ink)', borderColor: 'var(--line)' },
    '.cm-panel input, .cm-panel button': { fontFamily: 'var(--sans)', fontSize: '12px' },
    '.cm-textfield': { border: '1px solid var(--line-strong)', backgroundColor: 'var(--bg)', color: 'var(--ink)' },
    '.cm-button': { border: '1px solid var(--line-strong)', background: 'var(--raised)', color: 'var(--ink)' },
    '.cm-searchMatch': { backgroundColor: 'var(--nat-soft)' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
      { tag: [tags.string, tags.special(tags.string)], color: 'var(--ok)' },
      { tag: [tags.number, tags.bool, tags.null, tags.keyword, tags.atom], color: 'var(--nat-ink)' },
      { tag: [tags.comment, tags.meta], color: 'var(--ink-3)' },
      { tag: [tags.labelName, tags.typeName], color: 'var(--nat-ink)' },
      { tag: tags.invalid, color: 'var(--bad)' },
    ]),
  ),
];
