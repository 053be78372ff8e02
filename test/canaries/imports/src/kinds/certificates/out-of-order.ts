import '../mail/some-file.ts';
import '../app-config/some-file.ts'; // ! room
