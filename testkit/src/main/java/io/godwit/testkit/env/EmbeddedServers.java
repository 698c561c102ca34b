package io.godwit.testkit.env;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one {@link EmbeddedEnvironment} to all tests of a JVM that ask for an {@link Environment}.
 * A test has it for jobs, schemas and databases of names that no other test of its module uses, and
 * disturbs no server of it: who kills one starts a stack of its own.
 *
 * <p>It is kept for the launcher's session and not for the run of a class: where several JVMs share
 * a module's classes, each class is a run of its own.
 */
public final class EmbeddedServers implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().isAssignableFrom(EmbeddedEnvironment.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(
            ExtensionContext.StoreScope.LAUNCHER_SESSION,
            ExtensionContext.Namespace.create(EmbeddedServers.class))
        .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class)
        .environment();
  }

  /** Lives until the JVM's last test. */
  private record Shared(Path home, EmbeddedEnvironment environment) implements AutoCloseable {

    static Shared start() {
      try {
        Path home = Files.createTempDirectory("godwit-servers");
        return new Shared(home, EmbeddedEnvironment.start(home));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      environment.close();
      Folders.delete(home);
    }
  }
}
