import { seededRandom } from './seeded-random.ts';

/** How good a model is thought to be beforehand: what pairs without a judge go by. */
export const tiers = ['strong', 'weak'] as const;

export type Tier = (typeof tiers)[number];

export interface PoolMember {
  name: string;
  /** How much likelier than one of weight 1 it is to be drawn first. */
  weight: number;
  tier?: Tier | undefined;
}

/** Which generators answer a row: `perRow` of them, among these those that `always` names; all where it says nothing. */
export interface Pool {
  perRow?: number | undefined;
  /** Names of generators; or a tier, where no generator is called that, for all of it. */
  always: readonly string[];
}

/** Everything a draw follows from, beside the pool. */
export interface DrawKeys {
  seed: number;
  rowId: string;
}

/**
 * The generators that answer one row, in the order of their configuration: a weighted draw without replacement. Each
 * has a key of its own for a row (Efraimidis and Spirakis 2006), so what other rows, or generators that are not drawn,
 * there are changes nothing; a generator that comes into a pool pushes out one of the drawn at most.
 */
export function drawnGenerators<Member extends PoolMember>(
  members: readonly Member[],
  pool: Pool | undefined,
  { seed, rowId }: DrawKeys,
): Member[] {
  if (pool?.perRow === undefined) return [...members];
  const fixed = alwaysDrawn(members, pool);
  const drawn = members
    .filter((member) => !fixed.includes(member))
    .map((member) => ({ member, wait: waitOf(member, seededRandom(seed, rowId, 'pool', member.name)()) }))
    .sort((first, second) => first.wait - second.wait || (first.member.name < second.member.name ? -1 : 1))
    .slice(0, Math.max(0, pool.perRow - fixed.length))
    .map(({ member }) => member);
  return members.filter((member) => fixed.includes(member) || drawn.includes(member));
}

/** Those that are in every row. */
export function alwaysDrawn<Member extends Omit<PoolMember, 'weight'>>(
  members: readonly Member[],
  { always }: Pick<Pool, 'always'>,
): Member[] {
  const names = new Set(members.map(({ name }) => name));
  return members.filter(
    ({ name, tier }) =>
      always.includes(name) || (tier !== undefined && !names.has(tier) && always.includes(tier)),
  );
}

/** The least and the most that an amount of each generator can add up to in one row. */
export function boundsOfDraw<Member extends Omit<PoolMember, 'weight'>>(
  members: readonly Member[],
  pool: Pool | undefined,
  amountOf: (member: Member) => number,
): { least: number; most: number } {
  const fixed = pool?.perRow === undefined ? members : alwaysDrawn(members, pool);
  const places = pool?.perRow === undefined ? 0 : Math.max(0, pool.perRow - fixed.length);
  const others = members
    .filter((member) => !fixed.includes(member))
    .map(amountOf)
    .sort((first, second) => first - second);
  const certain = sum(fixed.map(amountOf));
  return {
    least: certain + sum(others.slice(0, places)),
    most: certain + sum(others.slice(Math.max(0, others.length - places))),
  };
}

/** When a clock of this rate first rings: the earliest are drawn. `uniform` is in [0, 1), in steps of 2^-32. */
function waitOf({ weight }: PoolMember, uniform: number): number {
  return -naturalLogarithm(uniform + 2 ** -32) / weight;
}

/**
 * Of a number above 0, up to 1, by the four operations alone, which every engine rounds alike: `Math.log` may differ in
 * its last digit from one to the next, and then a draw would.
 */
function naturalLogarithm(number: number): number {
  let halvings = 0;
  let mantissa = number;
  while (mantissa < 0.5) {
    mantissa *= 2;
    halvings += 1;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  let series = 0;
  let power = ratio;
  for (let odd = 1; odd < 40; odd += 2) {
    series += power / odd;
    power *= ratio * ratio;
  }
  return 2 * series - halvings * Math.LN2;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
