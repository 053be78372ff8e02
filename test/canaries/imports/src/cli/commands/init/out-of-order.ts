import '../../wiring/some-file.ts';
import '../some-file.ts'; // ! room
