console.log(process.argv);
type Letter = 'a' | 'b' | 'c';
export function first(letter: Letter): boolean {
  switch (letter) {
    case 'a':
      return true;
    default:
      return false;
  }
}
export function second(letter: Letter): boolean {
  switch (letter) { // ! switch-exhaustiveness-check
    case 'a':
      return true;
  }
  return false;
}
