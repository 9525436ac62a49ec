import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const chatTemplate =
  '{% if tools %}<|im_start|>tools\n{{ tools | tojson }}<|im_end|>\n{% endif %}' +
  "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}" +
  '{% for call in message.tool_calls or [] %}<call>{{ call.function.name }} {{ call.function.arguments }}</call>{% endfor %}' +
  '<|im_end|>\n{% endfor %}' +
  '{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}';

const specialTokens = ['<|endoftext|>', '<|im_start|>', '<|im_end|>'];

/** What it joins besides single bytes; enough that neighbours change what becomes a token. */
const merges = [
  ['t', 'h'],
  ['th', 'e'],
  ['Ġ', 'the'],
  ['e', 'r'],
  ['i', 'n'],
  ['in', 'g'],
  ['o', 'n'],
  ['a', 's'],
  ['as', 's'],
  ['.', 'Ċ'],
  ['Ċ', 'Ċ'],
  ['Ġ', 'a'],
  ['Ã', '¤'],
] as const;

/** A byte-level BPE tokenizer of its own, of a few hundred tokens, in the files that the Hub has of any model. */
export async function writeSmallTokenizer(
  folder: string,
  settings: { chatTemplate?: string | null; beginning?: boolean } = {},
): Promise<void> {
  const pieces = [...specialTokens, ...byteCharacters(), ...merges.map(([one, other]) => `${one}${other}`)];
  const vocabulary = Object.fromEntries(pieces.map((piece, id) => [piece, id]));
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specialTokens.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: 'NFC' },
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: true },
    post_processor: settings.beginning ? beginsWith('<|endoftext|>') : null,
    decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: vocabulary,
      merges: merges.map((pair) => pair.join(' ')),
    },
  };
  const config = {
    tokenizer_class: 'PreTrainedTokenizerFast',
    eos_token: '<|im_end|>',
    ...(settings.beginning ? { bos_token: '<|endoftext|>' } : {}),
    pad_token: '<|endoftext|>',
    model_max_length: 1_000_000,
    ...(settings.chatTemplate === null ? {} : { chat_template: settings.chatTemplate ?? chatTemplate }),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  await writeFile(join(folder, 'tokenizer_config.json'), JSON.stringify(config));
}

function beginsWith(token: string) {
  return {
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id: token, type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
    pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
    special_tokens: { [token]: { id: token, ids: [0], tokens: [token] } },
  };
}

/** One printable character for each byte, as byte-level tokenizers write them since GPT-2. */
function byteCharacters(): string[] {
  const printable = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
}
