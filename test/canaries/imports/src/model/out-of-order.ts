import './state/some-file.ts'; // ! room
