/** Hands bytes to the device as a file with a name. */
export function saveAs(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser takes the bytes after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
