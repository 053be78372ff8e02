import '../app-config/keys/some-file.ts';
import '../mail/some-file.ts'; // ! room
