import './wiring/some-file.ts'; // ! room
