package io.godwit.embedded;

import io.godwit.common.model.failure.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** mongo-java-server over an H2 file, since no MongoDB can be had from a package registry. */
final class MongoDb implements Server {

  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final Home home;
  private final Ports ports;
  private int port;
  private volatile Optional<ChildJvm> child = Optional.empty();

  MongoDb(Home home, Ports ports) {
    this.home = home;
    this.ports = ports;
  }

  /** Direct, because the server is no replica set and does not know how to say so. */
  String uri() {
    return "mongodb://127.0.0.1:" + port + "/godwit?directConnection=true";
  }

  @Override
  public void start() throws Trouble {
    Path folder = home.below("mongodb");
    ChildJvm.endOrphan(folder);
    port = ports.claim("mongodb");
    ChildJvm started =
        ChildJvm.start(
            new ChildJvm.Recipe(
                "MongoDB server",
                MongoMain.class,
                options(),
                List.of("data.mv", Integer.toString(port)),
                folder,
                home.log("mongodb")));
    child = Optional.of(started);
    started.awaitPort(port, START_PATIENCE);
  }

  private List<String> options() throws Trouble {
    List<String> options = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    options.addAll(ClassArchive.options(home, "mongodb"));
    return options;
  }

  @Override
  public void kill() {
    child.ifPresent(ChildJvm::kill);
  }

  @Override
  public void stop() {
    child.ifPresent(running -> running.stop(STOP_PATIENCE));
    child = Optional.empty();
  }

  @Override
  public Optional<Trouble> fallen() {
    return child.flatMap(ChildJvm::fallen);
  }
}
