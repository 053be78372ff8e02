import '../tenant/some-file.ts';
import '../diff/some-file.ts'; // ! room
