import { expect, test } from 'vitest';
import { containerInspect } from '../container/inspect-fields.ts';
import { imageInspect } from '../image/inspect-fields.ts';
import { networkInspect } from '../network/inspect-fields.ts';
import { CliError } from './command.ts';
import recorded from './inspect-template.recorded.json' with { type: 'json' };
import { parsedTemplate, printObject } from './inspect-template.ts';

const types = { container: containerInspect, network: networkInspect, image: imageInspect };

/** What `docker inspect -f TEMPLATE` prints and exits with. */
function inspect(template: string, object: keyof typeof types) {
  try {
    const compiled = parsedTemplate(template);
    try {
      return { stdout: `${printObject(compiled, types[object], recorded.objects[object])}\n`, stderr: '', exit: 0 };
    } catch (error) {
      return { stdout: '\n', stderr: `${(error as Error).message}\n`, exit: 1 };
    }
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { stdout: '', stderr: `${error.message}\n`, exit: error.exit };
  }
}

test.each(recorded.cases)('$object: $template', ({ template, object, stdout, stderr, exit }) => {
  expect(inspect(template, object as keyof typeof types)).toEqual({ stdout, stderr, exit });
});
