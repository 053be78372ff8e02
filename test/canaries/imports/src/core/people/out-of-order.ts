import '../dependencies/some-file.ts';
import '../impact/some-file.ts'; // ! room
