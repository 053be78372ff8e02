import '../model/json.ts';
import '../catalogue/kind.ts';
import '../kinds/catalogue.ts';
import '../rules/rule.ts';
import '../core/plan/plan.ts';
import '../report/terminal.ts';
import '../app/status.ts';
import '../io/files/walk.ts';
import '../embedded/tenant.ts';
import '../dev/generate.ts'; // ! floor
import '../action/main.ts'; // ! floor
