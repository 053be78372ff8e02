import '../plan/plan.ts'; // ! unlisted
