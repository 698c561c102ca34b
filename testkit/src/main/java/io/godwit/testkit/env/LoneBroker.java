package io.godwit.testkit.env;

import io.godwit.common.kafka.Cluster;
import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker for the tests of one class, which have all of it and may kill it; a static field
 * registers it. Others have a {@link SharedBroker}.
 */
public final class LoneBroker implements BeforeAllCallback, AfterAllCallback {

  private record Running(Path home, EmbeddedStack stack) {}

  private Optional<Running> running = Optional.empty();

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Path home = Files.createTempDirectory("godwit-broker");
    running = Optional.of(new Running(home, EmbeddedStack.start(home, Set.of(Part.BROKER))));
  }

  /** The broker as a cluster, while the tests run. */
  public Cluster cluster() {
    return new Cluster(stack().bootstrap());
  }

  /** Its stack, to be disturbed; it is closed after the tests. */
  public EmbeddedStack stack() {
    return running.orElseThrow().stack();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (running.isPresent()) {
      running.get().stack().close();
      Folders.delete(running.get().home());
    }
  }
}
