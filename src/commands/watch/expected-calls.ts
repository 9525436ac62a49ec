import {
  alwaysDrawn,
  drawnGenerators,
  type Pool,
  type PoolMember,
} from '../../preference/draw-generators.ts';
import { poolOf } from '../../preference/pool-of.ts';
import { preflightQuestions } from '../../contract/preflight-questions.ts';
import type { RunInput } from '../../contract/run-input.schema.ts';

/** What a run asks of one model, by the name `<provider>/<model id>`. */
export interface ModelRole {
  model: string;
  /** `generate`, `judge`, or both for a model that does both. */
  role: string;
  /** Calls for one row, if none is lost or asked again; a mean where generators are drawn. */
  callsPerRow: number;
  /** Before the rows, whatever they are. */
  questionsBefore: number;
}

type AskedOfRows = Pick<RunInput, 'generators' | 'candidates' | 'judges' | 'pairing' | 'limits'>;

/** The models of a run in the order of its input, each once. */
export function modelRoles({ generators, judges, limits, ...drawing }: AskedOfRows): ModelRole[] {
  const before = preflightQuestions({ generators, judges, limits, ...drawing });
  const shares = sharesDrawn(generators, poolOf(drawing));
  const asked: Omit<ModelRole, 'questionsBefore'>[] = [
    ...generators.map(({ model, name, samples }) => ({
      model,
      role: 'generate',
      callsPerRow: samples * (shares.get(name) ?? 1),
    })),
    ...judges.map(({ model, aspects, orders }) => ({
      model,
      role: 'judge',
      callsPerRow: aspects.length * orders,
    })),
  ];
  const roles = new Map<string, ModelRole>();
  for (const { model, role, callsPerRow } of asked) {
    const known = roles.get(model);
    roles.set(model, {
      model,
      role: known && known.role !== role ? 'generate, judge' : role,
      callsPerRow: callsPerRow + (known?.callsPerRow ?? 0),
      questionsBefore: before.filter((question) => question.model === model).length,
    });
  }
  return [...roles.values()];
}

/** Draws that stand for the rows of a run, where no formula does. */
const drawsTried = 2_000;

/** Of the rows that each generator is drawn for: exactly, or of many draws where weights differ. */
function sharesDrawn(members: readonly PoolMember[], pool: Pool | undefined): Map<string, number> {
  if (pool?.perRow === undefined) return new Map();
  const fixed = new Set(alwaysDrawn(members, pool).map(({ name }) => name));
  const others = members.filter(({ name }) => !fixed.has(name));
  if (new Set(others.map(({ weight }) => weight)).size <= 1) {
    const share = others.length === 0 ? 0 : (pool.perRow - fixed.size) / others.length;
    return new Map(members.map(({ name }) => [name, fixed.has(name) ? 1 : share]));
  }
  const drawn = Array.from({ length: drawsTried }, (_, row) =>
    drawnGenerators(members, pool, { seed: 0, rowId: String(row) }).map(({ name }) => name),
  ).flat();
  return new Map(
    members.map(({ name }) => [name, drawn.filter((each) => each === name).length / drawsTried]),
  );
}
