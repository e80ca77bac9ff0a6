import { expect, test } from 'vitest';
import { loadIn, loadText, problemOf } from '../project.fixture.ts';

/** Each was said by compose 2.40.3 of the same text. */
const FAULTS: Readonly<Record<string, readonly [text: string, said: string]>> = {
  'a tab': ['services:\n\tweb:\n\t\timage: nginx\n', 'yaml: line 2: found character that cannot start any token'],
  'a key that stands too far left': [
    'services:\n  web:\n    image: nginx\n   ports: ["80:80"]\n',
    'yaml: line 1: did not find expected key',
  ],
  'a colon in a value': [
    'services:\n  web:\n    image: nginx: latest\n',
    'yaml: line 3: mapping values are not allowed in this context',
  ],
  'a bracket that stays open': [
    'services:\n  web:\n    image: nginx\n    command: [a, b\n',
    "yaml: line 3: did not find expected ',' or ']'",
  ],
  'a brace that stays open': [
    'services:\n  a:\n    image: x\n    labels: {a: b\n',
    "yaml: line 3: did not find expected ',' or '}'",
  ],
  'a quote that stays open': ["services:\n  web:\n    image: 'nginx\n", 'yaml: line 3: found unexpected end of stream'],
  'a key without its colon': ['services:\n  web:\n    image "nginx"\n', 'services.web must be a mapping'],
  'a service that is there twice': [
    'services:\n  web:\n    image: nginx\n  web:\n    image: httpd\n',
    'failed to parse /srv/compose.yaml: line 4: mapping key "web" already defined at line 2',
  ],
  'a key of the top level that is there twice': [
    'name: a\nservices: {a: {image: x}}\nservices: {b: {image: x}}\nname: b\n',
    'yaml: unmarshal errors:\n  line 4: mapping key "name" already defined at line 1\n  line 3: mapping key "services" already defined at line 2',
  ],
  'an alias of nothing': ['services:\n  web: *nope\n', "yaml: unknown anchor 'nope' referenced"],
  'a list at the top': ['- a\n', 'yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into cli.named'],
  'a word at the top': ['hello\n', 'yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `hello` into cli.named'],
  'nothing but null': ['~\n', 'top-level object must be a mapping'],
  'nothing at all': ['', 'empty compose file'],
  'a key that is a number': ['services:\n  1: {image: x}\n', 'non-string key in services: 1'],
  'a template of another tool': [
    'services:\n  web:\n    image: {{ foo }}\n',
    'failed to parse /srv/compose.yaml: yaml: invalid map key: map[string]interface {}{"foo":interface {}(nil)}',
  ],
  'a name that is a list': [
    'name: [a]\nservices: {a: {image: x}}\n',
    'yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into string',
  ],
  'a merge of what is no mapping': [
    'services:\n  a:\n    image: x\n    <<: foo\n',
    'failed to parse /srv/compose.yaml: yaml: map merge requires map or sequence of maps as the value',
  ],
  'an escape that YAML does not know': [
    'services:\n  a:\n    image: "a\\q"\n',
    'yaml: line 3: found unknown escape character',
  ],
  'a character that YAML does not allow': [
    'services:\n  a:\n    image: "a\u0001"\n',
    'yaml: control characters are not allowed',
  ],
  'an anchor inside of itself': [
    'services: &a\n  b: *a\n',
    'failed to parse /srv/compose.yaml: cycle detected: node at path services.b.b references node at path services.b',
  ],
};

test.each(Object.entries(FAULTS))('%s', (_, [text, said]) => {
  expect(problemOf(loadText(text))).toBe(said);
});

test('shows where the fault is, though compose names another line', () => {
  const loaded = loadText('services:\n  web:\n    image: nginx\n   ports: ["80:80"]\n');
  expect(loaded).toMatchObject({ ok: false, problem: { spot: { file: '/srv/compose.yaml', line: 4 } } });
});

test('where `-p` names the project, the file is not asked for its name first', () => {
  const loaded = loadIn({ 'compose.yaml': 'services:\n\tweb:\n' }, { name: 'x' });
  expect(problemOf(loaded)).toBe(
    'failed to parse /srv/compose.yaml: yaml: line 2: found character that cannot start any token',
  );
});
