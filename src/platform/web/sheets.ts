/** A file as contracts want it: base64 without a heading. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}

/** An .xlsx of texts with a heading; the writer is fetched when it is wanted. */
export async function sheetOfTexts(heading: readonly string[], rows: readonly (readonly string[])[]): Promise<Blob> {
  const { default: write } = await import('write-excel-file/browser');
  const bold = heading.map((value) => ({ value, fontWeight: 'bold' as const }));
  const texts = rows.map((row) => row.map((value) => ({ value, type: String })));
  return write([bold, ...texts], { columns: heading.map(() => ({ width: 20 })) }).toBlob();
}

/** Hands a file to whoever sits before the browser. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
