import { createHash } from 'node:crypto';
import { responseStarts, type TurnSelection } from '../preference/conversation-turns.ts';
import type { Message } from '../preference/conversation.schema.ts';

export const splitNames = ['train', 'test'] as const;

export type SplitName = (typeof splitNames)[number];

/** Splits rows by their keys. */
export type SplitOf = (row: { splitKey?: number }) => SplitName;

/**
 * Where a conversation stands between 0 and 1: by its content alone, so that it stays there whatever rows come before or
 * behind it. Of the shortest prompt that a run makes of it, with which all its longer ones begin: they stay together.
 */
export function splitKey(messages: readonly Message[], turns: TurnSelection): number {
  const shared = turns === 'last' ? messages : messages.slice(0, responseStarts(messages)[turns.from]);
  const said = shared.map(({ role, content, tool_calls: calls = [] }) => [role, content, calls]);
  const digest = createHash('sha256').update(JSON.stringify(said)).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** Everything to train on. */
export const unsplit: SplitOf = () => 'train';

/**
 * A share of the conversations, whichever they are; or as many, from the first on, as make the given number of pairs:
 * of these one that is added may push out the last.
 */
export async function testSplit(test: number, pairs: AsyncIterable<{ splitKey?: number }>): Promise<SplitOf> {
  if (test < 1) return ({ splitKey: key = 1 }) => (key < test ? 'test' : 'train');
  const last = await smallest(test, pairs);
  return ({ splitKey: key = 1 }) => (key <= last ? 'test' : 'train');
}

/** The greatest of the `count` smallest keys; never more than twice as many are held. */
async function smallest(count: number, pairs: AsyncIterable<{ splitKey?: number }>): Promise<number> {
  let keys: number[] = [];
  for await (const { splitKey: key = 1 } of pairs) {
    keys.push(key);
    if (keys.length >= 2 * count) keys = firstOf(keys, count);
  }
  return firstOf(keys, count).at(-1) ?? 0;
}

function firstOf(keys: number[], count: number): number[] {
  return keys.sort((one, other) => one - other).slice(0, count);
}
