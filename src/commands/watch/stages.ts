import { writtenUsd } from '../../contract/cost.ts';
import { answeredCalls } from '../../contract/usage.ts';
import type { Progress } from '../../contract/steering.ts';
import { count, counted, perMinute } from './amounts.ts';
import type { CallRates } from './call-rates.ts';
import type { ModelRole } from './expected-calls.ts';

/** One line with a bar: a stage of the run, or what it asks of one model. */
export interface Stage {
  name: string;
  model: string;
  done: number;
  /** 0 while it is not known. */
  total: number;
  amount: string;
  rate: string;
  note: string;
}

/** The stages of a run in their order: plan, the calls of each model, rows, publish. */
export function stagesOf(progress: Progress, roles: readonly ModelRole[], rates: CallRates): Stage[] {
  return [planning(progress), ...calls(progress, roles, rates), rows(progress), publishing(progress)];
}

function planning({ state, rows: { planned, allPlanned } }: Progress): Stage {
  const done = allPlanned && planned > 0 ? 1 : 0;
  return {
    name: 'plan',
    model: '',
    done,
    total: 1,
    amount: counted(planned, 'row'),
    rate: '',
    note: done ? '' : planned > 0 ? 'more to come' : state === 'planning' ? 'reading the source' : '',
  };
}

function calls(
  { rows: { planned }, usage }: Progress,
  roles: readonly ModelRole[],
  rates: CallRates,
): Stage[] {
  const known = new Set(roles.map(({ model }) => model));
  const others = Object.keys(usage).flatMap((model) =>
    known.has(model) ? [] : [{ model, role: 'calls', callsPerRow: 0, questionsBefore: 0 }],
  );
  return [...roles, ...others].map(({ model, role, callsPerRow, questionsBefore }) => {
    const used = usage[model] ?? { calls: 0, promptTokens: 0, completionTokens: 0, costUsd: null };
    const total = Math.round(planned * callsPerRow) + questionsBefore;
    const rate = rates[model];
    return {
      name: role,
      model,
      done: answeredCalls(used),
      total,
      amount: total > 0 ? `${count(answeredCalls(used))}/${count(total)}` : count(answeredCalls(used)),
      rate: rate === undefined ? '' : perMinute(rate),
      note: [
        counted(used.promptTokens + used.completionTokens, 'token'),
        ...(!used.costUsd ? [] : [writtenUsd(used.costUsd)]),
      ].join(' · '),
    };
  });
}

function rows({ rows: { planned, done }, rate }: Progress): Stage {
  return {
    name: 'rows',
    model: '',
    done,
    total: planned,
    amount: `${count(done)}/${count(planned)}`,
    rate: rate.rowsPerMinute === 0 ? '' : perMinute(rate.rowsPerMinute),
    note: '',
  };
}

function publishing({ state }: Progress): Stage {
  const done = state === 'completed' ? 1 : 0;
  return {
    name: 'publish',
    model: '',
    done,
    total: 1,
    amount: '',
    rate: '',
    note: state === 'publishing' ? 'writing the dataset' : '',
  };
}
