import '../state/some-file.ts';
import '../dependencies/some-file.ts'; // ! room
