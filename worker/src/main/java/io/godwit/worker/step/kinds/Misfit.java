package io.godwit.worker.step.kinds;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A part of an expression that can have a value for no record, and what to write instead. */
sealed interface Misfit {

  /** A condition that is never true or false. */
  record NoCondition(CelExpr part, KindSet kinds) implements Misfit {}

  /** A function or operator that has no form for what it is given. */
  record NoForm(
      CelExpr part, List<CelExpr> arguments, List<KindSet> given, List<CelOverloadDecl> forms)
      implements Misfit {}

  CelExpr part();

  /** As messages say it, with its place. */
  default String text(CelAbstractSyntaxTree tree, KindCheck.FieldOf fieldOf) {
    Integer at = tree.getSource().getPositionsMap().get(part().id());
    String place = at == null ? "" : "at character " + (at + 1) + ": ";
    return place
        + switch (this) {
          case NoCondition(CelExpr part, KindSet kinds) -> noCondition(fieldOf.field(part), kinds);
          case NoForm form -> noForm(form, fieldOf);
        };
  }

  private static String noCondition(Optional<String> field, KindSet kinds) {
    return field
        .map(name ->
            "'"
                + name
                + "' is "
                + kinds.text()
                + ", and a condition is true or false; declare it as boolean under source.types,"
                + " or compare it, as in "
                + written(name)
                + " == 'true'")
        .orElseGet(() -> "a condition is true or false; this is " + kinds.text());
  }

  private static String noForm(NoForm form, KindCheck.FieldOf fieldOf) {
    for (int i = 0; i < form.arguments().size(); i++) {
      Optional<String> field = fieldOf.field(form.arguments().get(i));
      Optional<CelKind> wanted = wanted(form, i);
      if (field.isPresent() && wanted.isPresent() && !form.given().get(i).maybe(wanted.get())) {
        return "'"
            + field.get()
            + "' is "
            + form.given().get(i).text()
            + "; declare it under source.types, or write "
            + rewritten(form, i, converted(written(field.get()), wanted.get()), fieldOf);
      }
    }
    return name(form.part())
        + " does not go with "
        + form.given().stream()
            .map(kinds -> kinds.any() ? "any value" : kinds.text())
            .collect(Collectors.joining(" and "));
  }

  /** The kind that an argument should have; the one of its neighbour before others. */
  private static Optional<CelKind> wanted(NoForm form, int index) {
    Set<CelKind> wanted = Overloads.wanted(form.forms(), form.given(), index);
    if (wanted.isEmpty() && form.given().size() == 2) {
      return form.forms().stream().map(f -> f.parameterTypes().get(index).kind()).findFirst();
    }
    return form.given().stream()
        .flatMap(kinds -> kinds.known().stream())
        .filter(kind -> kind != CelKind.NULL_TYPE && wanted.contains(kind))
        .findFirst()
        .or(() -> wanted.stream().findFirst());
  }

  private static String converted(String field, CelKind kind) {
    return switch (kind) {
      case INT -> "int(" + field + ")";
      case UINT -> "uint(" + field + ")";
      case DOUBLE -> "double(" + field + ")";
      case STRING -> "string(" + field + ")";
      case BOOL -> "bool(" + field + ")";
      case TIMESTAMP -> "timestamp(" + field + ")";
      case DURATION -> "duration(" + field + ")";
      case BYTES -> "bytes(" + field + ")";
      case LIST, MAP, STRUCT, NULL_TYPE, TYPE, OPAQUE, ANY, DYN -> field;
      case TYPE_PARAM, ERROR, UNSPECIFIED -> field;
    };
  }

  /** The whole operation where it is short, else the argument alone. */
  private static String rewritten(
      NoForm form, int index, String argument, KindCheck.FieldOf fieldOf) {
    Optional<String> symbol = symbol(form.part().call().function());
    if (symbol.isEmpty() || form.arguments().size() != 2) {
      return argument;
    }
    Optional<String> other = simple(form.arguments().get(1 - index), fieldOf);
    return other
        .map(text ->
            index == 0
                ? argument + " " + symbol.get() + " " + text
                : text + " " + symbol.get() + " " + argument)
        .orElse(argument);
  }

  private static Optional<String> simple(CelExpr part, KindCheck.FieldOf fieldOf) {
    if (part.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      return fieldOf.field(part).map(Misfit::written);
    }
    CelConstant constant = part.constant();
    return switch (constant.getKind()) {
      case INT64_VALUE -> Optional.of(Long.toString(constant.int64Value()));
      case DOUBLE_VALUE -> Optional.of(Double.toString(constant.doubleValue()));
      case STRING_VALUE -> Optional.of("'" + constant.stringValue() + "'");
      case BOOLEAN_VALUE -> Optional.of(Boolean.toString(constant.booleanValue()));
      case NOT_SET, NULL_VALUE, UINT64_VALUE, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE ->
          Optional.empty();
    };
  }

  /** CEL calls the operators by their form: {@code _+_}, {@code -_}. */
  private static Optional<String> symbol(String function) {
    return function.endsWith("_") ? Optional.of(function.replace("_", "")) : Optional.empty();
  }

  private static String written(String field) {
    return FieldName.written(field);
  }

  private static String name(CelExpr part) {
    String function = part.call().function();
    return "'" + symbol(function).orElse(function) + "'";
  }
}
