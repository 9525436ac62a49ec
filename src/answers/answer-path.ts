import { createHash } from 'node:crypto';
import type { Info } from '@temporalio/activity';
import type { ChatRequest, Wire } from '../models/chat-model.ts';
import { inSortedKeys } from './sorted-keys.ts';

/** What is asked, and for which of the answers to it. */
export interface Ask {
  request: ChatRequest;
  /** Answers to one request that are drawn apart: the run's seed, and the number of the sample or of the ask. */
  draw: string;
  /** Whether any earlier answer will do. */
  reuses: boolean;
}

/** What tells a call from every other: all its attempts share it. */
export type CallPlace = Pick<Info, 'namespace' | 'workflowExecution' | 'activityId'>;

/** All answers of a model at an address. A form that changes gets another number, and what is older ages away. */
export function modelFolder({ address }: Pick<Wire, 'address'>, model: string): string {
  return `v1/${digest({ address, model }).slice(0, 16)}`;
}

/** The place of the answer that any call with the same request and draw may use. */
export function sharedPath(wire: Wire, { request, draw }: Pick<Ask, 'request' | 'draw'>): string {
  return pathIn(wire, request, { draw });
}

/** The place of the answer that only the attempts of one call may use. */
export function ownPath(wire: Wire, { request }: Pick<Ask, 'request'>, place: CallPlace): string {
  return pathIn(wire, request, { call: callDigest(place) });
}

export function callDigest({ namespace, workflowExecution, activityId }: CallPlace): string {
  return digest([namespace, workflowExecution?.workflowId, workflowExecution?.runId, activityId]);
}

function pathIn(wire: Wire, request: ChatRequest, which: object): string {
  const { extraHeaders: headers } = request;
  const sent = { body: wire.bodyOf(request), ...(headers ? { headers } : {}) };
  const key = digest({ address: wire.address, ...sent, ...which });
  return `${modelFolder(wire, request.model)}/${key.slice(0, 2)}/${key.slice(2)}`;
}

function digest(value: unknown): string {
  return createHash('sha256').update(inSortedKeys(value)).digest('hex');
}
