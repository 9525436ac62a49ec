import { randomUUID } from 'node:crypto';
import type { FieldBody, MetadataPropertyBody, QuestionBody, RecordBody } from './bodies.schema.ts';

export interface Named {
  id: string;
  name: string;
}

/** A dataset in memory. What Argilla would refuse comes back as the words of the refusal. */
export class ArgillaDataset {
  readonly id = randomUUID();
  readonly name: string;
  readonly workspaceId: string;
  readonly metadata: Record<string, unknown>;
  status: 'draft' | 'ready' = 'draft';
  readonly fields: (FieldBody & Named)[] = [];
  readonly questions: (QuestionBody & Named)[] = [];
  readonly metadataProperties: (MetadataPropertyBody & Named)[] = [];
  /** By their external ids. */
  readonly records = new Map<string, RecordBody>();

  constructor(name: string, workspaceId: string, metadata: Record<string, unknown> = {}) {
    this.name = name;
    this.workspaceId = workspaceId;
    this.metadata = metadata;
  }

  /** As the server answers it. */
  get answer() {
    const { id, name, status, metadata, workspaceId: workspace_id } = this;
    return { id, name, status, metadata, workspace_id };
  }

  publish(): string | undefined {
    if (this.status === 'ready') return 'Dataset has already been published';
    if (this.fields.length === 0) return 'Dataset cannot be published without fields';
    if (!this.questions.some(({ required }) => required)) {
      return 'Dataset cannot be published without required questions';
    }
    this.status = 'ready';
    return undefined;
  }

  /** All of a batch, or nothing of it. */
  upsert(records: readonly RecordBody[]): string | undefined {
    if (this.status === 'draft') return 'records cannot be created for a non published dataset';
    for (const [position, record] of records.entries()) {
      const problem = this.#fieldProblem(record) ?? this.#suggestionProblem(record);
      if (problem !== undefined) return `Record at position ${position} is not valid because ${problem}`;
    }
    for (const record of records) this.records.set(record.external_id, record);
    return undefined;
  }

  #fieldProblem({ fields }: RecordBody): string | undefined {
    for (const { name, required, settings } of this.fields) {
      const value = fields[name];
      if (value === undefined && required) return `missing required value for field: '${name}'`;
      if (value !== undefined && Array.isArray(value) !== (settings.type === 'chat')) {
        return `${settings.type} field '${name}' value is of another type`;
      }
    }
    const known = new Set(this.fields.map(({ name }) => name));
    const extra = Object.keys(fields).filter((name) => !known.has(name));
    return extra.length > 0 ? `found fields values for non configured fields: ${extra.join()}` : undefined;
  }

  #suggestionProblem({ suggestions }: RecordBody): string | undefined {
    for (const { question_id, value } of suggestions) {
      const settings = this.questions.find(({ id }) => id === question_id)?.settings;
      if (!settings) return `question id=${question_id} does not exists`;
      if (settings.type === 'rating' && !settings.options.some((option) => option.value === value)) {
        return `${JSON.stringify(value)} is not a valid rating for rating question.`;
      }
      if (settings.type === 'ranking') {
        const options = new Set(settings.options.map((option) => option.value));
        const valid = Array.isArray(value) && value.every((item) => options.has(item.value));
        if (!valid) return `${JSON.stringify(value)} are not valid values for ranking question.`;
      }
      if (settings.type === 'text') return 'text question expects a text value';
    }
    return undefined;
  }
}
