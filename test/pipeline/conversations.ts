/** One row in Capybara's own shape, of two turns. */
export function conversation(topic: string): Record<string, unknown> {
  return {
    source: 'invented',
    conversation: [
      { input: `What is ${topic}?`, output: `${topic} is one of the things people ask about.` },
      { input: `Why would I need ${topic}?`, output: `You would need ${topic} if nothing else helps.` },
    ],
  };
}

export function jsonl(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
