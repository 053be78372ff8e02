import 'simple-git';
import '../graph/session.ts'; // ! apart
import 'node:http'; // ! package
import '@microsoft/microsoft-graph-client'; // ! package
