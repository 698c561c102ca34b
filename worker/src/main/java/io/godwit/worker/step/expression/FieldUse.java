package io.godwit.worker.step.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of the record that an expression names.
 *
 * @param read those it cannot do without, in their order: {@code r.name}, {@code r["name"]}
 * @param asked those whose presence it asks for first ({@code has(r.name)}, {@code r.?name}, {@code
 *     "name" in r}), and which may therefore be absent
 * @param record whether it uses the record at all
 * @param whole whether it may use other fields than these: by a computed name, or all at once
 */
public record FieldUse(Set<String> read, Set<String> asked, boolean record, boolean whole) {

  /** The fields that must be there; a name that is computed ({@code r[r.x]}) is not among them. */
  public Set<String> required() {
    Set<String> required = new LinkedHashSet<>(read);
    required.removeAll(asked);
    return required;
  }

  static FieldUse of(CelExpr expression) {
    Walk walk = new Walk();
    walk.visit(expression);
    return new FieldUse(walk.read, walk.asked, walk.record, walk.mentions > walk.named);
  }

  /** The field, where the whole expression is one. */
  static Optional<String> fieldOf(CelExpr expression) {
    return switch (expression.getKind()) {
      case SELECT ->
          isRecord(expression.select().operand()) && !expression.select().testOnly()
              ? Optional.of(expression.select().field())
              : Optional.empty();
      case CALL -> indexed(expression.call(), "_[_]");
      case NOT_SET, CONSTANT, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> Optional.empty();
    };
  }

  private static Optional<String> indexed(CelExpr.CelCall call, String function) {
    List<CelExpr> args = call.args();
    return call.function().equals(function) && isRecord(args.get(0))
        ? text(args.get(1))
        : Optional.empty();
  }

  private static boolean isRecord(CelExpr expression) {
    return expression.getKind() == CelExpr.ExprKind.Kind.IDENT
        && expression.ident().name().equals(ExpressionLanguage.RECORD);
  }

  private static Optional<String> text(CelExpr expression) {
    return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expression.constant().stringValue())
        : Optional.empty();
  }

  private static final class Walk {

    private final Set<String> read = new LinkedHashSet<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private boolean record;

    /** How often it mentions the record, and how often of those with the name of a field. */
    private int mentions;

    private int named;

    void visit(CelExpr expression) {
      fieldOf(expression)
          .ifPresent(field -> {
            read.add(field);
            named++;
          });
      if (isRecord(expression)) {
        record = true;
        mentions++;
      }
      switch (expression.getKind()) {
        case NOT_SET, CONSTANT, IDENT -> {}
        case SELECT -> visitSelect(expression.select());
        case CALL -> visitCall(expression.call());
        case LIST -> expression.list().elements().forEach(this::visit);
        case STRUCT -> expression.struct().entries().forEach(entry -> visit(entry.value()));
        case MAP ->
            expression
                .map()
                .entries()
                .forEach(entry -> {
                  visit(entry.key());
                  visit(entry.value());
                });
        case COMPREHENSION -> visitComprehension(expression.comprehension());
      }
    }

    private void visitSelect(CelExpr.CelSelect select) {
      if (select.testOnly() && isRecord(select.operand())) {
        ask(select.field());
      }
      visit(select.operand());
    }

    private void ask(String field) {
      asked.add(field);
      named++;
    }

    private void visitCall(CelExpr.CelCall call) {
      indexed(call, "_?._").ifPresent(this::ask);
      indexed(call, "_[?_]").ifPresent(this::ask);
      if (call.function().equals("@in") && isRecord(call.args().get(1))) {
        text(call.args().get(0)).ifPresent(this::ask);
      }
      call.target().ifPresent(this::visit);
      call.args().forEach(this::visit);
    }

    private void visitComprehension(CelExpr.CelComprehension loop) {
      visit(loop.iterRange());
      visit(loop.accuInit());
      if (loop.iterVar().equals(ExpressionLanguage.RECORD)
          || loop.iterVar2().equals(ExpressionLanguage.RECORD)) {
        // A loop variable of the record's name hides the record: inside, r.x is no field of it.
        record = true;
        mentions++;
        return;
      }
      visit(loop.loopCondition());
      visit(loop.loopStep());
      visit(loop.result());
    }
  }
}
