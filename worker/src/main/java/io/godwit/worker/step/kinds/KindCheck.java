package io.godwit.worker.step.kinds;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through an expression with what is known of the record's fields, and finds the parts that
 * can have a value for no record: a text compared with a number, arithmetic on text, a condition
 * that is none.
 *
 * <p>It errs on the side of the expression. Where one kind of an argument would do, the part
 * passes; equality is between any values; and an expression that asks for {@code type(...)} is
 * taken to know what it does.
 */
public final class KindCheck {

  private final CelAbstractSyntaxTree tree;
  private final Map<String, KindSet> fields;
  private final FieldOf fieldOf;
  private final List<Misfit> misfits = new ArrayList<>();

  /** Which field a part is, where it is one. */
  @FunctionalInterface
  public interface FieldOf {
    /** The name of the field; empty where the part is something else. */
    Optional<String> field(CelExpr part);
  }

  /**
   * What was found.
   *
   * @param result the kinds that the whole can have
   * @param problems a sentence for each part that can have no value, with its place
   */
  public record Found(KindSet result, List<String> problems) {}

  private KindCheck(CelAbstractSyntaxTree tree, Map<String, KindSet> fields, FieldOf fieldOf) {
    this.tree = tree;
    this.fields = fields;
    this.fieldOf = fieldOf;
  }

  /**
   * Checks an expression.
   *
   * @param tree the expression, checked by CEL with all fields dynamic
   * @param fields what is surely known, by field; others may be anything
   * @param fieldOf tells fields among the parts
   * @param condition whether the whole must be true or false
   */
  public static Found check(
      CelAbstractSyntaxTree tree, Map<String, KindSet> fields, FieldOf fieldOf, boolean condition) {
    KindCheck check = new KindCheck(tree, fields, fieldOf);
    KindSet result = check.kinds(tree.getExpr());
    if (condition) {
      check.requireBool(tree.getExpr(), result);
    }
    boolean asksForTypes = tree.getReferenceMap().values().stream().anyMatch(KindCheck::isType);
    List<String> problems =
        asksForTypes
            ? List.of()
            : check.misfits.stream().map(misfit -> misfit.text(tree, fieldOf)).toList();
    return new Found(result.asField(), problems);
  }

  private static boolean isType(CelReference reference) {
    return reference.overloadIds().contains("type");
  }

  private KindSet kinds(CelExpr part) {
    Optional<String> field = fieldOf.field(part);
    if (field.isPresent()) {
      return fields.getOrDefault(field.get(), KindSet.ANY);
    }
    switch (part.getKind()) {
      case SELECT -> kinds(part.select().operand());
      case LIST -> part.list().elements().forEach(this::kinds);
      case MAP ->
          part.map()
              .entries()
              .forEach(entry -> {
                kinds(entry.key());
                kinds(entry.value());
              });
      case COMPREHENSION -> loop(part.comprehension());
      case CALL -> {
        return call(part);
      }
      case NOT_SET, CONSTANT, IDENT, STRUCT -> {}
    }
    return declared(part);
  }

  /** What CEL itself has found. */
  private KindSet declared(CelExpr part) {
    CelType type = tree.getTypeMap().get(part.id());
    return type == null ? KindSet.ANY : KindSet.of(type);
  }

  /**
   * Only the range is checked: inside, a name may stand for an element, and the loop may be over
   * nothing at all.
   */
  private void loop(CelExpr.CelComprehension loop) {
    kinds(loop.iterRange());
  }

  private KindSet call(CelExpr part) {
    List<CelExpr> arguments = new ArrayList<>(part.call().args());
    part.call().target().ifPresent(target -> arguments.add(0, target));
    List<KindSet> given = arguments.stream().map(this::kinds).toList();
    return switch (part.call().function()) {
      case "_==_", "_!=_", "@in" -> KindSet.of(CelKind.BOOL);
      case "_&&_", "_||_" -> {
        requireBool(arguments.get(0), given.get(0));
        requireBool(arguments.get(1), given.get(1));
        yield KindSet.of(CelKind.BOOL);
      }
      case "_?_:_" -> {
        requireBool(arguments.get(0), given.get(0));
        yield given.get(1).or(given.get(2));
      }
      default -> apply(part, arguments, given);
    };
  }

  private void requireBool(CelExpr part, KindSet kinds) {
    if (!kinds.maybe(CelKind.BOOL)) {
      misfits.add(new Misfit.NoCondition(part, kinds));
    }
  }

  private KindSet apply(CelExpr part, List<CelExpr> arguments, List<KindSet> given) {
    CelReference reference = tree.getReferenceMap().get(part.id());
    Optional<List<CelOverloadDecl>> forms =
        reference == null ? Optional.empty() : Overloads.STANDARD.of(reference.overloadIds());
    if (forms.isEmpty()) {
      return declared(part);
    }
    Optional<KindSet> result =
        forms.get().stream()
            .filter(form -> Overloads.suits(form, given))
            .map(form -> KindSet.of(form.resultType()))
            .reduce(KindSet::or);
    if (result.isEmpty()) {
      misfits.add(new Misfit.NoForm(part, arguments, given, forms.get()));
    }
    return result.orElse(KindSet.ANY);
  }
}
