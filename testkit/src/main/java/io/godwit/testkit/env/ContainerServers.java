package io.godwit.testkit.env;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one {@link ContainerEnvironment} to all tests of a JVM that ask for an {@link Environment};
 * where there is no Docker, the tests are skipped with one line that says so.
 */
public final class ContainerServers implements ParameterResolver, ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing = ContainerEnvironment.missing();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("containers can be had");
    }
    System.out.println("skipped: " + context.getDisplayName() + ": " + missing.get());
    return ConditionEvaluationResult.disabled(missing.get());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().isAssignableFrom(ContainerEnvironment.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(
            ExtensionContext.StoreScope.LAUNCHER_SESSION,
            ExtensionContext.Namespace.create(ContainerServers.class))
        .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class)
        .environment();
  }

  /** Lives until the JVM's last test; what did not start is not tried for each test anew. */
  private sealed interface Shared extends AutoCloseable {

    ContainerEnvironment environment();

    @Override
    void close();

    static Shared start() {
      try {
        return new Started(ContainerEnvironment.start());
      } catch (RuntimeException e) {
        return new Failed(e);
      }
    }

    /** They answer. */
    record Started(ContainerEnvironment environment) implements Shared {
      @Override
      public void close() {
        environment.close();
      }
    }

    /** They did not start. */
    record Failed(RuntimeException failure) implements Shared {
      @Override
      public ContainerEnvironment environment() {
        throw new IllegalStateException("the containers did not start", failure);
      }

      @Override
      public void close() {}
    }
  }
}
