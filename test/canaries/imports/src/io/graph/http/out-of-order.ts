import '../../git/state/some-file.ts'; // ! apart
import '../read/some-file.ts'; // ! room
