import { draw } from '../../scripted-provider/draw.ts';

const animals = ['capybara', 'heron', 'caiman', 'otter', 'tapir', 'kingfisher', 'coati', 'armadillo'];
const doings = [
  'swims past',
  'dozes beside',
  'watches',
  'greets',
  'ignores',
  'follows',
  'feeds near',
  'warns',
];
const places = [
  'the reed bed',
  'a warm spring',
  'the flooded meadow',
  'an old jetty',
  'the sandbank',
  'a ditch',
];

/** Invented conversations as JSON lines, about a kilobyte each; the same ones for the same number. */
export function inventConversations(count: number): string {
  return Array.from({ length: count }, (_, row) => `${JSON.stringify(conversation(row))}\n`).join('');
}

function conversation(row: number) {
  const turns = 1 + Math.floor(draw('turns', row) * 3);
  return {
    source: `notebook-${row % 7}`,
    conversation: Array.from({ length: turns }, (_, turn) => ({
      input: `Page ${row}.${turn}: ${sentences(2, row, turn, 'input')} What happens next, and why?`,
      output: sentences(Math.ceil(12 / turns), row, turn, 'output'),
    })),
  };
}

function sentences(count: number, ...keys: unknown[]): string {
  const pick = (words: readonly string[], place: number, part: string): string =>
    words[Math.floor(draw(part, place, ...keys) * words.length)] ?? '';
  return Array.from({ length: count }, (_, place) => {
    const [first, doing] = [pick(animals, place, 'who'), pick(doings, place, 'does')];
    return `The ${first} ${doing} the ${pick(animals, place, 'whom')} at ${pick(places, place, 'where')}.`;
  }).join(' ');
}
