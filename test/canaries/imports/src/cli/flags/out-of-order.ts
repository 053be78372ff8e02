import '../wiring/some-file.ts';
import '../commands/some-file.ts'; // ! room
