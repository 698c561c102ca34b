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
 */
public final class EmbeddedServers implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().isAssignableFrom(EmbeddedEnvironment.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(EmbeddedServers.class))
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
