import type { Message } from './conversation.schema.ts';
import { messageTexts } from './tool-texts.ts';

/** What an image is expected to cost: between the tiles that OpenAI counts for a small one and for one of 1,024 pixels. */
const tokensOfImage = 1_000;
/** A text of as many tokens as `expectedTokens` counts. */
const asText = ' '.repeat(4 * tokensOfImage);

/** Addresses of the images in a conversation, in the order in which they are shown. */
export function imagesIn(messages: readonly Message[]): string[] {
  return messages.flatMap(({ images = [] }) => images);
}

/** Texts that have as many tokens as the messages are expected to have, their images too. */
export function countedTexts(messages: readonly Message[]): string[] {
  return [...messages.flatMap(messageTexts), ...imagesIn(messages).map(() => asText)];
}

/** The images of one more prompt, such as a judge's, as texts of as many tokens. */
export function countedImages(images: readonly string[] = []): string[] {
  return images.map(() => asText);
}

/** The same messages, the first of the user's with these images. */
export function withImages(messages: readonly Message[], images: readonly string[] | undefined): Message[] {
  const first = messages.findIndex(({ role }) => role === 'user');
  return messages.map((message, at) =>
    images && at === first ? { ...message, images: [...images] } : message,
  );
}
