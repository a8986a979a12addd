/** Saves what an address leads to, as a click on a link to it does. */
export function follow(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}

/** Saves a file that is in the page's hands. */
export function save({ name, content }: { name: string; content: Blob }): void {
  const url = URL.createObjectURL(content);
  follow(url, name);
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
