import { isFields, type Fields } from './json-values.ts';

/** As long as browsers and servers take addresses. */
const web = /^https?:\/\/\S{1,2000}$/i;
const data = /^data:image\/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/]+=*$/i;

/**
 * The address of an image in a part of OpenAI's, Anthropic's or Hugging Face's forms: of the web, or its bytes in base64.
 * Undefined where it has none that a model could be sent.
 */
export function imageAddress(part: Fields): string | undefined {
  const { image_url: imageUrl, image, url, source } = part;
  const places = [imageUrl, image, url, source].map((place) => (isFields(place) ? addressIn(place) : place));
  return places.find((place): place is string => typeof place === 'string' && isAddress(place));
}

function addressIn(place: Fields): unknown {
  const { url, path, media_type: mediaType, data: bytes } = place;
  if (typeof mediaType === 'string' && typeof bytes === 'string') return `data:${mediaType};base64,${bytes}`;
  return url ?? path;
}

function isAddress(text: string): boolean {
  return web.test(text) || data.test(text);
}
