import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { seededRandom } from '../../src/preference/seeded-random.ts';

/** Every so many rows one of a kind is planted. */
const every = { near: 100, contaminated: 250, other: 200 } as const;

export type Planted = Record<keyof typeof every, number[]>;

const english = (
  'the of and to in is that it was for on are as with they be at one have this from or had by not but what all were we ' +
  'when your can said there use an each which she how their if will up other about out many then them these so some her ' +
  'would make like him into time has look two more write go see number no way could people my than first water been call ' +
  'who oil its now find long down day did get come made may part river garden mountain letter answer question window ' +
  'market teacher summer winter morning evening music history science question reason story language'
).split(' ');

const german = (
  'der die das und ist nicht ein eine mit für auf den von zu sich auch dem werden haben ich wir sie war wenn aber nach ' +
  'noch nur über wie einem einer können müssen zwischen während Wasser Garten Berg Brief Antwort Frage Fenster Markt ' +
  'Lehrer Sommer Winter Morgen Abend Geschichte Sprache schreiben gehen sehen finden machen'
).split(' ');

/** A plausible mixture: common words, and names that nobody else has. */
function textOf(random: () => number, words: readonly string[], length: number): string {
  return Array.from({ length }, () => {
    const word = words[Math.floor(random() * words.length)] ?? '';
    return random() < 0.15 ? `${word}${Math.floor(random() * 100_000).toString(36)}` : word;
  }).join(' ');
}

export const benchmarkRows = 2_000;

/** A question of a benchmark, of 40 words. */
function questionOf(row: number): string {
  return textOf(seededRandom('benchmark', row), english, 40);
}

type Turn = Record<'input' | 'output', string>;

function conversationOf(row: number, words: readonly string[] = english): Turn[] {
  const random = seededRandom('planted', row);
  return Array.from({ length: 3 }, () => ({
    input: textOf(random, words, 40),
    output: textOf(random, words, 120),
  }));
}

/** An earlier conversation with three words of each turn changed. */
function nearly(row: number): Turn[] {
  const random = seededRandom('nearly', row);
  return conversationOf(row - 37).map(({ input, output }) => ({
    input: input.replace(/\S+/, textOf(random, english, 1)),
    output: `${textOf(random, english, 1)} ${output} ${textOf(random, english, 1)}`,
  }));
}

function contaminated(row: number): Turn[] {
  const random = seededRandom('contaminated', row);
  const [first, ...others] = conversationOf(row);
  const asked = questionOf(Math.floor(random() * benchmarkRows)).toUpperCase();
  return [
    {
      input: `${first?.input ?? ''}\n\n${asked}\n\n${textOf(random, english, 20)}`,
      output: first?.output ?? '',
    },
    ...others,
  ];
}

function kindOf(row: number): keyof typeof every | undefined {
  if (row % every.near === 77) return 'near';
  if (row % every.contaminated === 13) return 'contaminated';
  return row % every.other === 101 ? 'other' : undefined;
}

const made = { near: nearly, contaminated, other: (row: number) => conversationOf(row, german) };

export async function writePlanted(path: string, rows: number): Promise<Planted> {
  const planted: Planted = { near: [], contaminated: [], other: [] };
  const file = createWriteStream(path);
  for (let row = 0; row < rows; row += 1) {
    const kind = kindOf(row);
    if (kind) planted[kind].push(row);
    const conversation = kind ? made[kind](row) : conversationOf(row);
    if (!file.write(`${JSON.stringify({ source: 'invented', conversation })}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return planted;
}

export async function writeBenchmark(path: string): Promise<void> {
  const file = createWriteStream(path);
  for (let row = 0; row < benchmarkRows; row += 1) {
    file.write(`${JSON.stringify({ question: questionOf(row), answer: String(row) })}\n`);
  }
  file.end();
  await once(file, 'finish');
}
