import '../findings/some-file.ts'; // ! room
