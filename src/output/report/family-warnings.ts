import { sharedFamily } from './model-family.ts';

/** A judge or a candidate: its name in the columns, and `<provider>/<model id>` where it was called in this run. */
export interface NamedModel {
  name: string;
  model: string | null;
}

export interface FamilyWarning {
  judge: string;
  candidate: string;
  family: string;
}

/** Every judge that rates a candidate of its own family: a reason to read its ratings with care, not to forbid them. */
export function familyWarnings(
  judges: readonly NamedModel[],
  candidates: readonly NamedModel[],
): FamilyWarning[] {
  return judges.flatMap((judge) =>
    candidates.flatMap((candidate) => {
      const family = familyShared(judge, candidate);
      return family === undefined ? [] : [{ judge: judge.name, candidate: candidate.name, family }];
    }),
  );
}

function familyShared(judge: NamedModel, candidate: NamedModel): string | undefined {
  for (const judgeName of namesOf(judge)) {
    for (const candidateName of namesOf(candidate)) {
      const family = sharedFamily(judgeName, candidateName);
      if (family !== undefined) return family;
    }
  }
  return undefined;
}

function namesOf({ name, model }: NamedModel): string[] {
  return model === null ? [name] : [model, name];
}
