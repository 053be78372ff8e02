import './finding.ts'; // ! room
