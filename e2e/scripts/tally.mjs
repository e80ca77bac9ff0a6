// The last line of npm test: how many tests passed and failed, in Vitest, in Playwright and in the smoke tests together.
import { readFileSync } from 'node:fs';

const cache = new URL('../../node_modules/.cache/hopscope/', import.meta.url);
const read = (file) => JSON.parse(readFileSync(new URL(file, cache), 'utf8'));
const unit = read('unit.json');
const browser = read('browser.json').stats;
const smoke = read('smoke.json');

const passed = unit.numPassedTests + browser.expected + browser.flaky + smoke.passed;
const failed = unit.numFailedTests + browser.unexpected + smoke.failed;
console.log(`${passed} passed, ${failed} failed`);
