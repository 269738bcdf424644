import {
  type BinaryOperationNode,
  OperatorNode,
  PostgresDialect,
  PostgresQueryCompiler,
  PrimitiveValueListNode,
} from "kysely";

/** Writes `x in (…)` as `x = any($1)`: one text, and so one prepared statement, for a list of any length, also of none. */
class Compiler extends PostgresQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const { leftOperand, operator, rightOperand } = node;
    const word = OperatorNode.is(operator) ? operator.operator : undefined;
    if (!PrimitiveValueListNode.is(rightOperand) || (word !== "in" && word !== "not in")) {
      super.visitBinaryOperation(node);
      return;
    }
    this.visitNode(leftOperand);
    this.append(word === "in" ? " = any(" : " <> all(");
    this.appendValue(rightOperand.values);
    this.append(")");
  }
}

/** Kysely's PostgreSQL, with lists as one value. */
export class Dialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new Compiler();
  }
}
