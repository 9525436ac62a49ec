import { createHash } from 'node:crypto';
import type { ToolCall } from '../preference/conversation.schema.ts';
import type { Verdicts } from '../preference/judgement.ts';
import type { ChatRequest, Wire } from '../models/chat-model.ts';
import { inSortedKeys } from './sorted-keys.ts';

/** 64 bits: among a hundred million calls two of one hash are a chance of one in four thousand. */
const digits = 16;

/** The request as it is sent; its address is left out, so that it is the same hash through any proxy. */
export function requestHash(wire: Pick<Wire, 'bodyOf'> | undefined, request: ChatRequest): string {
  return shortHash(wire ? wire.bodyOf(request) : request);
}

export function generationHash(text: string, toolCalls: readonly ToolCall[] = []): string {
  return shortHash(toolCalls.length > 0 ? { text, toolCalls } : { text });
}

/** In the order the judge was shown. */
export function verdictsHash({
  ratings,
  rationales,
}: { rationales: (string | null)[] } & Pick<Verdicts, 'ratings'>): string {
  return shortHash({ ratings, rationales });
}

function shortHash(value: unknown): string {
  return createHash('sha256').update(inSortedKeys(value)).digest('hex').slice(0, digits);
}
