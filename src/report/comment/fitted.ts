/** Texts that must not take more than their room, whatever escaping makes of them. */

/** The text as `escape` writes it; where that is longer than `most`, of a beginning that fits, with an ellipsis. */
export function fitted(text: string, most: number, escape: (text: string) => string): string {
  // Escaping never makes a text shorter, so that what is beyond the room needs no look.
  const start = text.slice(0, most + 1);
  const whole = escape(start);
  if (whole.length <= most && start === text) return whole;
  const characters = [...start];
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (escape(`${characters.slice(0, middle).join('')}…`).length <= most) low = middle;
    else high = middle - 1;
  }
  return escape(`${characters.slice(0, low).join('')}…`);
}
