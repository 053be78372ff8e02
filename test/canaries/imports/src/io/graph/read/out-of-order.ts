import '../http/some-file.ts';
import '../write/some-file.ts'; // ! room
