package io.godwit.testkit.env;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker for the tests of one class, which have all of it; a static field registers it. */
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

  /** The topics of a job that nobody works on yet, made anew or there already. */
  public Topics topics(String job, int partitions) throws Trouble {
    Topics topics = new Topics(job);
    try (Admin admin = cluster().admin()) {
      TopicSetup.ofJob(admin, topics, partitions);
    }
    return topics;
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
