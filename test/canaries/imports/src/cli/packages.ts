import 'commander';
import '@azure/identity'; // ! package
import '@microsoft/microsoft-graph-client'; // ! package
