package io.godwit.worker.step.kinds;

import com.google.common.collect.Iterables;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelKind;
import dev.cel.extensions.CelExtensions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The forms of the language's functions and operators, by CEL's own declarations. Immutable; one
 * serves all.
 */
final class Overloads {

  static final Overloads STANDARD = new Overloads();

  private final Map<String, CelOverloadDecl> byId = new HashMap<>();

  private Overloads() {
    Arrays.stream(CelStandardDeclarations.StandardFunction.values())
        .map(CelStandardDeclarations.StandardFunction::functionDecl)
        .forEach(this::add);
    Iterables.concat(CelExtensions.strings().functions(), CelExtensions.math().functions())
        .forEach(this::add);
  }

  private void add(CelFunctionDecl function) {
    function.overloads().forEach(overload -> byId.put(overload.overloadId(), overload));
  }

  /** The forms with these ids; empty where one of them is not known, and nothing can be said. */
  Optional<List<CelOverloadDecl>> of(List<String> ids) {
    List<CelOverloadDecl> all = new ArrayList<>();
    for (String id : ids) {
      CelOverloadDecl overload = byId.get(id);
      if (overload == null) {
        return Optional.empty();
      }
      all.add(overload);
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  /** Whether arguments of these kinds may suit a form. */
  static boolean suits(CelOverloadDecl overload, List<KindSet> arguments) {
    return misfits(overload, arguments, -1) == 0;
  }

  /** The kinds that one argument would have to be of, the others as they are. */
  static Set<CelKind> wanted(List<CelOverloadDecl> overloads, List<KindSet> arguments, int index) {
    Set<CelKind> wanted = new LinkedHashSet<>();
    for (CelOverloadDecl overload : overloads) {
      if (misfits(overload, arguments, index) == 0) {
        wanted.add(overload.parameterTypes().get(index).kind());
      }
    }
    return wanted;
  }

  private static int misfits(CelOverloadDecl overload, List<KindSet> arguments, int except) {
    if (overload.parameterTypes().size() != arguments.size()) {
      return arguments.size() + 1;
    }
    int misfits = 0;
    for (int i = 0; i < arguments.size(); i++) {
      if (i != except && !arguments.get(i).maybe(overload.parameterTypes().get(i).kind())) {
        misfits++;
      }
    }
    return misfits;
  }
}
