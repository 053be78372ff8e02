import './flags/some-file.ts';
import './commands/some-file.ts'; // ! room
