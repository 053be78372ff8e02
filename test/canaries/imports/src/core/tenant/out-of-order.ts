import '../config/some-file.ts';
import '../state/some-file.ts'; // ! room
