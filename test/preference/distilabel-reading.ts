/**
 * What distilabel reads out of a reply, for comparison: it cuts the reply at blank lines and looks in each piece for a
 * rating with a rationale on the line after it; each piece gives one entry, if only an empty one, and of a rating its
 * first whole number counts. (distilabel 1.0 to 1.5, steps/tasks/ultrafeedback.py, `_format_ratings_rationales_output`.)
 * Undefined where it raises an error.
 */
export function distilabelReading(reply: string): (number | null)[] | undefined {
  const ratings: (number | null)[] = [];
  for (const piece of reply.split('\n\n')) {
    const [, rating] = /Rating: (.+?)\nRationale: (.+)/s.exec(piece) ?? [];
    const number = rating === undefined ? undefined : /\b\d+\b/.exec(rating)?.[0];
    if (rating !== undefined && number === undefined && !['None', 'N/A'].includes(rating)) return undefined;
    ratings.push(number === undefined ? null : Number(number));
  }
  return ratings;
}
