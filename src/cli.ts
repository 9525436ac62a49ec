#!/usr/bin/env node
import { Command } from 'commander';
import type { AnswersOptions } from './commands/answers.ts';
import type { FailuresOptions } from './commands/failures.ts';
import type { FinishOptions } from './commands/finish.ts';
import type { ImportOptions } from './commands/import.ts';
import type { PairOptions } from './commands/pair.ts';
import type { PushOptions } from './commands/push.ts';
import type { ReplayOptions } from './commands/replay.ts';
import type { RerunOptions } from './commands/rerun.ts';
import type { RunsOptions } from './commands/runs.ts';
import type { StartOptions } from './commands/start.ts';
import { sayToTerminal as say } from './commands/say.ts';
import { wholeNumber, wholeNumberFrom } from './commands/whole-number.ts';

// Each command is loaded when it is given: those that need no worker, no model and no storage answer in half the time.
const program = new Command('capybara-preferences')
  .description('Turns multi-turn conversations into preference data, as a Temporal application.')
  .showHelpAfterError();

program
  .command('start')
  .summary('make one dataset: server, worker and run, then end (npm start)')
  .description(
    'Runs one input file from start to dataset, with a Temporal dev server and a worker of its own unless ' +
      'TEMPORAL_ADDRESS or a Temporal profile names a server. Models of OpenAI are simulated where OPENAI_API_KEY is not set.',
  )
  .argument('[input]', 'input file of the run', 'examples/capybara-mini.json')
  .option('--simulated', 'call nobody: every model is simulated, at once and for free')
  .action(async (inputFile: string, options: StartOptions) => {
    const { start } = await import('./commands/start.ts');
    await start(inputFile, options, say);
  });

program
  .command('estimate')
  .summary('what a run would cost, before it is started (npm run estimate)')
  .description(
    'Reads the source as a run of the input file would, and says how many rows, calls, tokens and dollars that makes. ' +
      'Makes no call, and needs no server and no key.',
  )
  .argument('<input>', 'input file of the run')
  .action(async (inputFile: string) => {
    const { estimate } = await import('./commands/estimate.ts');
    await estimate(inputFile, say);
  });

program
  .command('prices')
  .summary('the prices that a run would take (npm run prices)')
  .description(
    'Shows for each model of the input file what its provider charges, live and in each lane, and where that was read: ' +
      "in the worker's PROVIDERS_FILE, else in the kept list. Needs no server and no key.",
  )
  .argument('<input>', 'input file of the run')
  .action(async (inputFile: string) => {
    const { prices } = await import('./commands/prices.ts');
    await prices(inputFile, say);
  });

program
  .command('dev')
  .summary('dev server with UI, and a worker, until Ctrl-C (npm run dev)')
  .description('Starts a Temporal dev server with its UI and a database file, and a worker, until Ctrl-C.')
  .action(async () => {
    const { develop } = await import('./commands/develop.ts');
    await develop(say);
  });

program
  .command('worker')
  .summary('a worker alone (npm run worker)')
  .description(
    "Starts a worker on the server that the Temporal CLI's own variables and profiles name " +
      '(TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_PROFILE, …).',
  )
  .action(async () => {
    const { work } = await import('./commands/work.ts');
    await work(say);
  });

program
  .command('watch')
  .summary('a run as it goes on: stages, rates, cost, last drops (npm run watch -- <workflow id>)')
  .description(
    'Shows a run that is going on, with bars and rates in a terminal and plain lines elsewhere, until it ends. ' +
      'Ctrl-C ends the view; the run goes on. Of a run that has ended it shows the result.',
  )
  .argument('<workflow id>', 'as given to temporal workflow start')
  .action(async (workflowId: string) => {
    const { watch } = await import('./commands/watch.ts');
    await watch(workflowId, say);
  });

program
  .command('runs')
  .summary('the runs there are, with state, rows and cost (npm run runs)')
  .description(
    'Lists runs, the newest first. Rows come from the run itself and need a worker while it goes on.',
  )
  .option('--limit <n>', 'how many', wholeNumber, 20)
  .option('--query <query>', `only some, in Temporal's words: 'PreferenceState = "paused"'`)
  .action(async (options: RunsOptions) => {
    const { listRuns } = await import('./commands/runs.ts');
    await listRuns(options, say);
  });

program
  .command('failures')
  .summary('what a run dropped, and why (npm run failures -- <workflow id>)')
  .description(
    'Counts the rows that came to nothing by reason, then shows them, from the output folder where it lies under ' +
      "this machine's DATA_DIR, else from the histories of the run's shards.",
  )
  .argument('<workflow id>', 'as given to temporal workflow start')
  .option('--limit <n>', 'how many rows to show', wholeNumber, 20)
  .option('--reason <reason>', 'only rows dropped for this reason, such as Llm.Timeout')
  .action(async (workflowId: string, options: FailuresOptions) => {
    const { showFailures } = await import('./commands/failures.ts');
    await showFailures(workflowId, options, say);
  });

program
  .command('import')
  .summary('an input from a distilabel pipeline.yaml (npm run import -- pipeline.yaml)')
  .description(
    'Writes the input of a run that does what a pipeline of distilabel 1.0 or later does, and names what it could not take.',
  )
  .argument('<pipeline>', 'pipeline.yaml, as distilabel writes it beside a dataset')
  .option('--output <file>', 'input file to write; default: <pipeline>.input.json')
  .action(async (file: string, options: ImportOptions) => {
    const { importPipeline } = await import('./commands/import.ts');
    await importPipeline(file, options, say);
  });

program
  .command('rerun')
  .summary('a new run of an earlier input, with changes (npm run rerun -- <workflow id or output>)')
  .description(
    'Starts a new run of the input of an earlier one, beside its output. What was answered then is taken from the kept ' +
      'answers, so only what is new is paid. Nothing is pushed.',
  )
  .argument('<run>', 'workflow id of the earlier run or, once the server has forgotten it, its output')
  .option('--dropped', 'only the rows that were dropped, added to the other rows in one dataset')
  .option('--judges <file>', 'other judges: a JSON file with a list of them, or with a whole input')
  .option('--pairing <file>', 'another pairing: a JSON file with that alone, or with a whole input')
  .option('--rows <n>', 'so many rows in place of as many as before', wholeNumber)
  .option('--output <path>', 'output folder of the new run, which is called like it; default: <old>-2')
  .action(async (workflowId: string, options: RerunOptions) => {
    const { rerun } = await import('./commands/rerun.ts');
    await rerun(workflowId, options, say);
  });

program
  .command('pair')
  .summary('other pairs of what was judged, for no call (npm run pair -- <output> --policy <file>)')
  .description(
    'Makes new pairs from the candidates of a published dataset, and says what each policy makes of them: pairs, margins, ' +
      'lengths, contrast, agreement. Asks nobody, and needs no server and no key. One policy is written beside the dataset; of ' +
      'several there is a table, and with --output a dataset of each.',
  )
  .argument('<output>', 'output folder, "s3://bucket/prefix", or "hub:<owner>/<name>"')
  .requiredOption('--policy <file...>', 'JSON files, each with a pairing, or with a whole input')
  .option(
    '--output <path>',
    'folder of the new dataset, or of one for each policy; default: <output>-<policy>',
  )
  .action(async (output: string, options: PairOptions) => {
    const { pair } = await import('./commands/pair.ts');
    await pair(output, options, say);
  });

program
  .command('answers')
  .summary('the answers that were paid for and are kept (npm run answers)')
  .description(
    'Says where paid answers are kept (RESPONSE_STORE), how many, how large and how old, model by model, or removes some. ' +
      'What is removed is paid again by the next run that asks for it.',
  )
  .option('--clear', 'remove all of them')
  .option('--older-than <days>', 'remove those kept longer ago', wholeNumber)
  .action(async (options: AnswersOptions) => {
    const { showAnswers } = await import('./commands/answers.ts');
    await showAnswers(options, say);
  });

program
  .command('finish')
  .summary('end a run early and publish what is done (npm run finish -- <workflow id>)')
  .description(
    'Ends a run before its last row: no new row is started, those in flight are awaited, and what is done is published, ' +
      'marked as partial. Of a run that was cancelled or terminated, a worker publishes the shards that were written.',
  )
  .argument('<workflow id>', 'as given to temporal workflow start')
  .option('--wait <seconds>', 'for rows in flight, instead of 300', wholeNumberFrom(0))
  .action(async (workflowId: string, options: FinishOptions) => {
    const { finish } = await import('./commands/finish.ts');
    await finish(workflowId, options, say);
  });

program
  .command('push')
  .summary('send a finished dataset to the Hub or to Argilla (npm run push)')
  .description(
    'Sends the dataset of a finished run to the Hub (HF_TOKEN) or to an Argilla server (ARGILLA_API_URL, ' +
      'ARGILLA_API_KEY). Run again, it sends what is not there yet.',
  )
  .argument('<output>', 'output folder of the run')
  .option('--hub <repo>', 'dataset repository, "<user or organisation>/<dataset>"; private where it is made')
  .option('--public', 'make the repository public, or push to one that is')
  .option('--argilla <dataset>', 'dataset of the Argilla server')
  .option('--workspace <name>', 'workspace of that dataset')
  .action(async (output: string, options: PushOptions) => {
    const { push } = await import('./commands/push.ts');
    await push(output, options, say);
  });

program
  .command('replay')
  .summary('whether this build may take over runs that are under way (npm run replay)')
  .description(
    'Replays histories with the workflows of this build, and names the first event at which one differs. ' +
      'Ends with exit code 1 where one does.',
  )
  .argument('[history...]', 'files that temporal workflow show --output json has printed')
  .option('--running', 'every open run and shard of the server')
  .action(async (files: string[], options: ReplayOptions) => {
    const { replay } = await import('./commands/replay.ts');
    await replay(files, options, say);
  });

program
  .command('verify')
  .summary('whether a dataset is still what its run.json says (npm run verify)')
  .description(
    'Compares a published dataset with its run.json, and names each file that is missing, changed or extra.',
  )
  .argument('<output>', 'output folder, "s3://bucket/prefix", or "hub:<owner>/<name>"')
  .action(async (output: string) => {
    const { verify } = await import('./commands/verify.ts');
    await verify(output, say);
  });

program
  .command('audit')
  .summary('what a pair came of, call by call (npm run audit)')
  .description(
    'Shows each call behind a row: request and answer as hashes, the model as its provider names it, tokens and price, ' +
      'the order shown, prompt, workflow and event; and compares them with run.json, the rows and the history.',
  )
  .argument('<output>', 'output folder, "s3://bucket/prefix", or "hub:<owner>/<name>"')
  .argument('<row id>', 'as in the column row_id')
  .action(async (output: string, rowId: string) => {
    const { audit } = await import('./commands/audit.ts');
    await audit(output, rowId, say);
  });

/** The last net: whatever ends the program, its user is told in words. */
async function endWith(error: unknown): Promise<void> {
  const { describeEnd } = await import('./commands/unforeseen.ts');
  process.stderr.write(`${describeEnd(error)}\n`);
  process.exitCode = 1;
}

process.on('uncaughtException', (error) => {
  void endWith(error).finally(() => process.exit());
});

try {
  await program.parseAsync();
} catch (error) {
  await endWith(error);
  // What the command opened and could not close, such as a worker's half of a connection, must not keep the program alive.
  process.exit();
}
