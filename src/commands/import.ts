import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { parseRunInput } from '../contract/run-input.schema.ts';
import { inputOfPipeline } from './import/input-of-pipeline.ts';
import { pipelineSchema, type Pipeline } from './import/pipeline.schema.ts';
import { Problem } from './problem.ts';
import { plainText, type Say } from './say.ts';

export interface ImportOptions {
  /** The input file that is written. */
  output?: string;
}

/** `npm run import -- pipeline.yaml`: the input that does what a distilabel pipeline does. */
export async function importPipeline(file: string, options: ImportOptions, say: Say): Promise<void> {
  const { input, byItself, notTaken } = inputOfPipeline(await readPipeline(file));
  const output = options.output ?? basename(file).replace(/\.ya?ml$/, '.input.json');
  try {
    await writeFile(output, `${JSON.stringify(input, null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    throw new Problem(
      `"${output}" could not be written (name another with --output): ${(error as Error).message}`,
    );
  }
  say(`Written: ${plainText(output)}`);
  if (byItself.length > 0) say(`  done by every run: ${plainText(byItself.join(', '))}`);
  for (const told of notTaken) say(`  not taken: ${plainText(told)}`);
  const parsed = parseRunInput(input);
  if ('problems' in parsed) for (const problem of parsed.problems) say(`  to mend: ${plainText(problem)}`);
  say(`Next: npm run estimate -- ${plainText(output)}`);
}

async function readPipeline(file: string): Promise<Pipeline> {
  let yaml: unknown;
  try {
    yaml = parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Problem(`"${file}" could not be read as YAML: ${plainText((error as Error).message)}`);
  }
  const parsed = pipelineSchema.safeParse(yaml);
  if (parsed.success) return parsed.data.pipeline;
  throw new Problem(
    `"${file}" is no pipeline of distilabel 1.0 or later: it needs "pipeline" with "steps", each with its "step" and "type_info".`,
  );
}
