package io.godwit.testkit.env;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** What the one broker of an embedded stack has on its disk, which is this machine's. */
public final class BrokerDisk {

  private static final int BROKER = 1;

  private BrokerDisk() {}

  /**
   * The files of the partitions of topics, in no order. The broker writes and deletes meanwhile: a
   * file may be gone by the time that the caller reads it.
   *
   * @param topics what the topics' names contain
   */
  public static List<Path> files(Admin admin, String topics)
      throws IOException, ExecutionException, InterruptedException {
    List<Path> files = new ArrayList<>();
    var disks = admin.describeLogDirs(List.of(BROKER)).allDescriptions().get().values();
    for (String disk : disks.stream().flatMap(its -> its.keySet().stream()).toList()) {
      try (Stream<Path> partitions = Files.list(Path.of(disk))) {
        for (Path partition : partitions.toList()) {
          if (partition.getFileName().toString().contains(topics)) {
            files.addAll(LiveFolder.files(partition));
          }
        }
      }
    }
    return files;
  }
}
