package io.godwit.worker.step.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.TypeParamType;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The macros {@code map} and {@code filter}, gathering in one list.
 *
 * <p>CEL's own append to a list that is copied, and gone through to its depth, for each element: a
 * list of 20,000 elements takes seconds, and one of a million would never end. The meaning is the
 * same; what is gathered is no value of the language until it is complete.
 */
final class GatheringMacros {

  private static final String BEGIN = "@gathering";
  private static final String ADD = "@gather";
  private static final String END = "@gathered";

  private static final CelType ELEMENT = TypeParamType.create("T");
  private static final CelType GATHERING =
      OpaqueType.create("gathering", ImmutableList.of(ELEMENT));

  static final List<CelMacro> MACROS =
      List.of(
          CelMacro.newReceiverMacro(
              "map",
              2,
              (make, range, args) -> fold(make, range, args.get(0), add(make, args.get(1)))),
          CelMacro.newReceiverMacro(
              "map",
              3,
              (make, range, args) ->
                  fold(make, range, args.get(0), where(make, args.get(1), add(make, args.get(2))))),
          CelMacro.newReceiverMacro(
              "filter",
              2,
              (make, range, args) ->
                  fold(make, range, args.get(0), where(make, args.get(1), addSame(make, args)))));

  static final List<CelFunctionDecl> DECLARATIONS =
      List.of(
          CelFunctionDecl.newFunctionDeclaration(
              BEGIN, CelOverloadDecl.newGlobalOverload("gathering_begin", GATHERING)),
          CelFunctionDecl.newFunctionDeclaration(
              ADD,
              CelOverloadDecl.newGlobalOverload("gathering_add", GATHERING, GATHERING, ELEMENT)),
          CelFunctionDecl.newFunctionDeclaration(
              END,
              CelOverloadDecl.newGlobalOverload(
                  "gathering_end", ListType.create(ELEMENT), GATHERING)));

  private GatheringMacros() {}

  /** What is gathered so far. It lives in one evaluation, on one thread. */
  private record Gathering(List<Object> elements) {}

  static List<CelFunctionBinding> bindings() {
    List<CelFunctionBinding> bindings = new ArrayList<>();
    bindings.addAll(
        CelFunctionBinding.fromOverloads(
            BEGIN,
            CelFunctionBinding.from(
                "gathering_begin", ImmutableList.of(), args -> new Gathering(new ArrayList<>()))));
    bindings.addAll(
        CelFunctionBinding.fromOverloads(
            ADD,
            CelFunctionBinding.from(
                "gathering_add",
                Gathering.class,
                Object.class,
                (gathering, element) -> {
                  gathering.elements().add(element);
                  return gathering;
                })));
    bindings.addAll(
        CelFunctionBinding.fromOverloads(
            END,
            CelFunctionBinding.from(
                "gathering_end",
                Gathering.class,
                gathering -> ImmutableList.copyOf(gathering.elements()))));
    return bindings;
  }

  private static Optional<CelExpr> fold(
      CelMacroExprFactory make, CelExpr range, CelExpr variable, CelExpr step) {
    if (!isName(variable)) {
      return Optional.of(
          make.reportError(
              CelIssue.formatError(
                  make.getSourceLocation(variable), "The argument must be a simple name")));
    }
    return Optional.of(
        make.fold(
            variable.ident().name(),
            range,
            make.getAccumulatorVarName(),
            make.newGlobalCall(BEGIN),
            make.newBoolLiteral(true),
            step,
            make.newGlobalCall(END, result(make))));
  }

  private static boolean isName(CelExpr variable) {
    return variable.getKind() == CelExpr.ExprKind.Kind.IDENT
        && !variable.ident().name().isEmpty()
        && !variable.ident().name().startsWith(".");
  }

  private static CelExpr add(CelMacroExprFactory make, CelExpr element) {
    return make.newGlobalCall(ADD, result(make), element);
  }

  private static CelExpr addSame(CelMacroExprFactory make, List<CelExpr> args) {
    return isName(args.get(0))
        ? add(make, make.newIdentifier(args.get(0).ident().name()))
        : add(make, args.get(0));
  }

  private static CelExpr where(CelMacroExprFactory make, CelExpr condition, CelExpr add) {
    return make.newGlobalCall("_?_:_", condition, add, result(make));
  }

  private static CelExpr result(CelMacroExprFactory make) {
    return make.newIdentifier(make.getAccumulatorVarName());
  }
}
