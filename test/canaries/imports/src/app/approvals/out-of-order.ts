import '../plan/some-file.ts';
import '../apply/some-file.ts'; // ! room
