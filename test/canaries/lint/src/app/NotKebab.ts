export const kebab = false; // ! filename-case
