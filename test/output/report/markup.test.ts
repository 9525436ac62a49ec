import { expect, test } from 'vitest';
import { markup } from '../../../src/output/report/markup.ts';

test.each([
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['</svg></style><!--', '&lt;/svg&gt;&lt;/style&gt;&lt;!--'],
  ['" onload="alert(1)', '&quot; onload=&quot;alert(1)'],
  ["it's &amp; so on", 'it&#39;s &amp;amp; so on'],
  ['\u001b[31mred\u001b[0m', '␛[31mred␛[0m'],
  ['a\u0000b\u007f\u0085', 'a␀b␡⟨U+0085⟩'],
  ['\u202egnirts\u2066\u200f', '⟨U+202E⟩gnirts⟨U+2066⟩⟨U+200F⟩'],
  ['\ufeffzero\u200bwidth', '⟨U+FEFF⟩zero⟨U+200B⟩width'],
  ['half \ud83d of one', 'half ⟨U+D83D⟩ of one'],
  ['one\r\ntwo\rthree\tfour', 'one\ntwo\nthree\tfour'],
  ['👩‍💻 می‌خواهم', '👩‍💻 می‌خواهم'],
])('%j is written as %j', (text, written) => {
  expect(markup`${text}`.toString()).toBe(written);
});

test('markup within markup is not escaped again, lists are joined, nothing is written as nothing', () => {
  const items = ['<a>', '<b>'].map((text) => markup`<li>${text}</li>`);
  expect(markup`<ul>${items}${null}${undefined}</ul>${0}`.toString()).toBe(
    '<ul><li>&lt;a&gt;</li><li>&lt;b&gt;</li></ul>0',
  );
});
