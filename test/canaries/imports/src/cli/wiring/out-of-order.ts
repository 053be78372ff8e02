import '../failure.ts';
import '../flags/some-file.ts'; // ! room
