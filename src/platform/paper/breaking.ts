/**
 * Lines no wider than there is room, the first with its own: Chinese breaks anywhere but before what closes, other
 * words between them, and one that is longer than a line (a digest, a key) wherever the line is full. Pure; `widthOf` measures.
 */
export function broken(
  text: string,
  room: { readonly width: number; readonly first: number },
  widthOf: (text: string) => number,
): string[] {
  const lines: string[] = [];
  let line = '';
  const width = (): number => (lines.length === 0 ? room.first : room.width);
  for (const word of text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').match(/[!-~–’“”‘…]+[ ]*|./gsu) ?? []) {
    if (line !== '' && widthOf(line + word.trimEnd()) > width() && !/^[，。；：、）”’！？%]/u.test(word)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
    while (widthOf(line.trimEnd()) > width() && line.length > 1 && /^[!-~]+ *$/.test(line)) {
      let end = line.length - 1;
      while (end > 1 && widthOf(line.slice(0, end)) > width()) end -= 1;
      lines.push(line.slice(0, end));
      line = line.slice(end);
    }
  }
  return [...lines, line.trimEnd()];
}
