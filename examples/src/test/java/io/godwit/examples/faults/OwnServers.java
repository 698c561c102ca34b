package io.godwit.examples.faults;

import io.godwit.common.model.failure.Trouble;
import io.godwit.testkit.env.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts {@link DisturbedServers} for a class of tests, which may do to them what it likes. */
final class OwnServers implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DisturbedServers.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext ofClass =
        context.getParent().flatMap(ExtensionContext::getParent).orElseThrow();
    return ofClass
        .getStore(ExtensionContext.Namespace.create(OwnServers.class))
        .computeIfAbsent(OfClass.class, key -> OfClass.start(), OfClass.class)
        .servers();
  }

  /** Lives until the last test of the class. */
  private record OfClass(Path home, DisturbedServers servers) implements AutoCloseable {

    static OfClass start() {
      try {
        Path home = Files.createTempDirectory("godwit-disturbed");
        return new OfClass(home, DisturbedServers.start(home));
      } catch (Trouble | SQLException | IOException e) {
        throw new IllegalStateException("the servers did not start", e);
      }
    }

    @Override
    public void close() throws IOException {
      servers.close();
      Folders.delete(home);
    }
  }
}
