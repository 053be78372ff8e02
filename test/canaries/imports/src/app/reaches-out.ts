import '../model/json.ts';
import '../catalogue/kind.ts';
import '../kinds/catalogue.ts';
import '../rules/rule.ts';
import '../core/plan/plan.ts';
import '../report/terminal.ts';
import '../io/files/walk.ts'; // ! floor
import '../embedded/tenant.ts'; // ! floor
import '../cli/main.ts'; // ! floor
import '../dev/generate.ts'; // ! floor
import '../action/main.ts'; // ! floor
