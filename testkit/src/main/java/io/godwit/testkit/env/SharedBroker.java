package io.godwit.testkit.env;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker for all tests of a JVM that ask for one; a static field registers it. A test has it for
 * jobs of names that no other test of its module uses, and disturbs it by nothing: who kills one
 * has a {@link LoneBroker}.
 */
public final class SharedBroker implements BeforeAllCallback {

  private Optional<EmbeddedStack> stack = Optional.empty();

  /** Lives until the JVM's last test. */
  private record Running(Path home, EmbeddedStack stack) implements AutoCloseable {

    static Running start() {
      try {
        Path home = Files.createTempDirectory("godwit-broker");
        return new Running(home, EmbeddedStack.start(home, Set.of(Part.BROKER)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Trouble e) {
        throw new IllegalStateException("the broker did not start", e);
      }
    }

    @Override
    public void close() throws Trouble, IOException {
      stack.close();
      Folders.delete(home);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Running running =
        context
            .getStore(
                ExtensionContext.StoreScope.LAUNCHER_SESSION,
                ExtensionContext.Namespace.create(SharedBroker.class))
            .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
    stack = Optional.of(running.stack());
  }

  /** The broker as a cluster, from the first test on. */
  public Cluster cluster() {
    return new Cluster(stack.orElseThrow().bootstrap());
  }

  /** The topics of a job that nobody works on yet, made anew or there already. */
  public Topics topics(String job, int partitions) throws Trouble {
    Topics topics = new Topics(job);
    try (Admin admin = cluster().admin()) {
      TopicSetup.ofJob(admin, topics, partitions);
    }
    return topics;
  }
}
