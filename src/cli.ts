#!/usr/bin/env node
import { Command } from 'commander';
import { ConfigurationProblem } from './config.ts';
import { develop } from './commands/develop.ts';
import { estimate } from './commands/estimate.ts';
import { Problem } from './commands/problem.ts';
import { sayToTerminal as say } from './commands/say.ts';
import { start } from './commands/start.ts';
import { work } from './commands/work.ts';

const program = new Command('capybara-preferences')
  .description('Turns multi-turn conversations into preference data, as a Temporal application.')
  .showHelpAfterError();

program
  .command('start')
  .summary('make one dataset: server, worker and run, then end (npm start)')
  .description(
    'Runs one input file from start to dataset, with a Temporal dev server and a worker of its own unless ' +
      'TEMPORAL_ADDRESS or a Temporal profile names a server. Without OPENAI_API_KEY every model is simulated.',
  )
  .argument('[input]', 'input file of the run', 'examples/capybara-mini.json')
  .action((inputFile: string) => start(inputFile, say));

program
  .command('estimate')
  .summary('what a run would cost, before it is started (npm run estimate)')
  .description(
    'Reads the source as a run of the input file would, and says how many rows, calls, tokens and dollars that makes. ' +
      'Makes no call, and needs no server and no key.',
  )
  .argument('<input>', 'input file of the run')
  .action((inputFile: string) => estimate(inputFile, say));

program
  .command('dev')
  .summary('dev server with UI, and a worker, until Ctrl-C (npm run dev)')
  .description('Starts a Temporal dev server with its UI and a database file, and a worker, until Ctrl-C.')
  .action(() => develop(say));

program
  .command('worker')
  .summary('a worker alone (npm run worker)')
  .description(
    "Starts a worker on the server that the Temporal CLI's own variables and profiles name " +
      '(TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_PROFILE, …).',
  )
  .action(() => work(say));

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Problem || error instanceof ConfigurationProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
