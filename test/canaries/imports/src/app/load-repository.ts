import './ports/some-file.ts';
import './plan/some-file.ts'; // ! room
