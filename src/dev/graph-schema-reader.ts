/** Reads the published TypeScript types of Graph beta into plain data: interfaces, their members, and enums. */
import { parseSync, type TSType } from 'oxc-parser';

export interface MemberType {
  readonly name: string;
  readonly collection: boolean;
  readonly nullable: boolean;
}

export interface Member {
  readonly name: string;
  readonly type: MemberType;
  readonly readOnly: boolean;
}

export interface GraphInterface {
  readonly base: string | undefined;
  readonly members: readonly Member[];
}

export interface GraphTypings {
  readonly interfaces: ReadonlyMap<string, GraphInterface>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads the text of `microsoft-graph.d.ts`. Sub-namespaces (call records, security) are left out: their names would
 * clash and no profile uses them. Throws when the text doesn't parse or holds a member type this reader doesn't know.
 */
export function readTypings(text: string): GraphTypings {
  const result = parseSync('microsoft-graph.d.ts', text);
  const problem = result.errors[0];
  if (problem !== undefined) throw new Error(`the Graph types don't parse: ${problem.message}`);
  const interfaces = new Map<string, GraphInterface>();
  const enums = new Map<string, readonly string[]>();
  for (const statement of result.program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration === null) continue;
    const declared = statement.declaration;
    if (declared.type === 'TSTypeAliasDeclaration') {
      const members = literals(declared.typeAnnotation);
      if (members.length > 0) enums.set(declared.id.name, members);
    } else if (declared.type === 'TSInterfaceDeclaration') {
      const base = declared.extends[0]?.expression;
      let previousEnd = declared.body.start;
      const members: Member[] = [];
      for (const member of declared.body.body) {
        if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier') continue;
        const annotation = member.typeAnnotation;
        if (annotation === null) throw new Error(`${declared.id.name}.${member.key.name} has no type`);
        // The documentation comment is the only place that says read-only, and it stands before its member.
        const comment = text.slice(previousEnd, member.start).replaceAll(/\s*\n\s*\*?\s*/g, ' ');
        members.push({
          name: member.key.name,
          type: memberType(annotation.typeAnnotation),
          readOnly: /\bread-?only\b/i.test(comment),
        });
        previousEnd = member.end;
      }
      interfaces.set(declared.id.name, { base: base?.type === 'Identifier' ? base.name : undefined, members });
    }
  }
  return { interfaces, enums };
}

function literals(type: TSType): readonly string[] {
  if (type.type === 'TSUnionType') return type.types.flatMap((part) => literals(part));
  if (type.type === 'TSLiteralType' && type.literal.type === 'Literal' && typeof type.literal.value === 'string') {
    return [type.literal.value];
  }
  return [];
}

function memberType(type: TSType): MemberType {
  if (type.type === 'TSArrayType') return { ...memberType(type.elementType), collection: true };
  if (type.type === 'TSParenthesizedType') return memberType(type.typeAnnotation);
  if (type.type === 'TSTypeReference' && type.typeName.type === 'Identifier') {
    const argument = type.typeArguments?.params[0];
    if (type.typeName.name === 'NullableOption' && argument !== undefined) {
      return { ...memberType(argument), nullable: true };
    }
    return { name: type.typeName.name, collection: false, nullable: false };
  }
  return { name: primitive(type), collection: false, nullable: false };
}

function primitive(type: TSType): string {
  switch (type.type) {
    case 'TSStringKeyword':
      return 'String';
    case 'TSNumberKeyword':
      return 'Number';
    case 'TSBooleanKeyword':
      return 'Boolean';
    // Edm.Untyped (`any`), a union written in place, or a name from a sub-namespace.
    case 'TSTypeReference':
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
    case 'TSTypeLiteral':
    case 'TSUnionType':
    case 'TSNullKeyword':
      return 'Any';
    default:
      throw new Error(`a member type of the Graph types that this reader doesn't know: ${type.type}`);
  }
}
