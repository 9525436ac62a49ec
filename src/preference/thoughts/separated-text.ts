/** A model's words with its thoughts apart. */
export interface SeparatedText {
  text: string;
  /** Undefined where there are none. */
  reasoning: string | undefined;
}
