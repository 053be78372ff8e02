import '../some-file.ts';
import '../../graph/http/some-file.ts'; // ! apart
