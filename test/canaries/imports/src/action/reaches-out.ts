import '../model/json.ts';
import '../catalogue/kind.ts'; // ! floor
import '../kinds/catalogue.ts'; // ! floor
import '../rules/rule.ts'; // ! floor
import '../core/plan/plan.ts'; // ! floor
import '../report/terminal.ts'; // ! floor
import '../app/status.ts'; // ! floor
import '../io/files/walk.ts'; // ! floor
import '../embedded/tenant.ts'; // ! floor
import '../cli/main.ts'; // ! floor
import '../dev/generate.ts'; // ! floor
