import '../apps/some-file.ts';
import '../certificates/some-file.ts'; // ! room
