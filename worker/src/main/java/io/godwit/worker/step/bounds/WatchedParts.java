package io.godwit.worker.step.bounds;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is watched of an expression while it is evaluated: which parts make values, and which calls
 * are looked at before they are made, since their result may be out of all proportion to their
 * arguments.
 *
 * <p>Worked out once an expression. Immutable.
 */
public final class WatchedParts {

  /** Calls whose result is one of their arguments, or a part of one. */
  private static final Set<String> PASSING =
      Set.of("_?_:_", "_[_]", "_[?_]", "_?._", "_&&_", "_||_", "dyn", "orValue", "or", "value");

  /**
   * A call that is looked at before it is made.
   *
   * @param place the id of the call
   * @param number where its arguments are kept
   * @param size how many arguments it has, a receiver included
   */
  record Call(String function, long place, int number, int size) {}

  /** An argument of such a call, by its place from 0. */
  record Argument(Call of, int index) {}

  private final Set<Long> makers = new HashSet<>();
  private final Map<Long, Argument> arguments = new HashMap<>();
  private int calls;

  private WatchedParts() {}

  /** What is to be watched of an expression. */
  public static WatchedParts of(CelExpr expression) {
    WatchedParts watchedParts = new WatchedParts();
    watchedParts.visit(expression);
    return watchedParts;
  }

  /** How many calls are looked at. */
  int calls() {
    return calls;
  }

  /** Whether a part's value is new, and not one that was there before. */
  boolean makes(long part) {
    return makers.contains(part);
  }

  Optional<Argument> argument(long part) {
    return Optional.ofNullable(arguments.get(part));
  }

  private void visit(CelExpr part) {
    if (isMaker(part)) {
      makers.add(part.id());
    }
    if (part.getKind() == CelExpr.ExprKind.Kind.CALL && Growth.isWatched(part.call().function())) {
      watch(part);
    }
    children(part).forEach(this::visit);
  }

  private void watch(CelExpr part) {
    List<CelExpr> given = given(part.call());
    Call call = new Call(part.call().function(), part.id(), calls++, given.size());
    for (int i = 0; i < given.size(); i++) {
      arguments.put(given.get(i).id(), new Argument(call, i));
    }
  }

  private static boolean isMaker(CelExpr part) {
    return switch (part.getKind()) {
      case NOT_SET, CONSTANT, IDENT, SELECT -> false;
      case CALL -> !PASSING.contains(part.call().function());
      case LIST, STRUCT, MAP, COMPREHENSION -> true;
    };
  }

  private static List<CelExpr> given(CelExpr.CelCall call) {
    List<CelExpr> given = new ArrayList<>(call.args());
    call.target().ifPresent(target -> given.add(0, target));
    return given;
  }

  private static List<CelExpr> children(CelExpr part) {
    return switch (part.getKind()) {
      case NOT_SET, CONSTANT, IDENT -> List.of();
      case SELECT -> List.of(part.select().operand());
      case CALL -> given(part.call());
      case LIST -> part.list().elements();
      case STRUCT -> part.struct().entries().stream().map(CelExpr.CelStruct.Entry::value).toList();
      case MAP ->
          part.map().entries().stream().flatMap(e -> List.of(e.key(), e.value()).stream()).toList();
      case COMPREHENSION -> {
        CelExpr.CelComprehension loop = part.comprehension();
        yield List.of(
            loop.iterRange(),
            loop.accuInit(),
            loop.loopCondition(),
            loop.loopStep(),
            loop.result());
      }
    };
  }
}
