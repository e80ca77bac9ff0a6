import { mergeConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import page from './vite.config.ts';

/** What takes longest, to begin with: begun last, it would run on alone. */
const slow = /src\/lessons\/lessons\.test\.ts$/;

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => Number(slow.test(b.moduleId)) - Number(slow.test(a.moduleId)));
  }
}

export default mergeConfig(
  page,
  defineConfig({
    test: {
      environment: 'node',
      server: { deps: { inline: ['just-bash'] } }, // mended as it comes: see deploy/mended-bash.mjs
      // Speed is measured by the benchmarks; a busy machine fails no test.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      include: [
        'src/**/*.test.{ts,tsx}',
        'e2e/{class,conformance,documents,fuzz,links,reach,snapshots}/**/*.test.ts',
        'deploy/*.test.ts',
      ],
      setupFiles: ['e2e/scripts/watchdog.ts', 'e2e/scripts/properties.ts'],
      sequence: { sequencer: SlowFirst },
      // Modules are loaded once by each process: loading them took longer than the tests. What a file changes, it puts back.
      isolate: false,
      unstubGlobals: true,
      maxWorkers: '100%',
    },
  }),
);
