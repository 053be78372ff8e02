import '../diff/some-file.ts';
import '../people/some-file.ts'; // ! room
