package io.godwit.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.godwit.common.model.failure.Trouble;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.UUID;

/**
 * The archive of the classes that a server loads, which halves its start.
 *
 * <p>The JVM makes it by itself, from version 19 on, when the first server that had none ends in
 * good order, and makes another one where that was of another JVM. Of other jars under the old
 * names it makes none: so one that is older than a jar is removed. It is removed before it is
 * written, too, and its header is written last, so no other server ever reads half of one.
 */
public final class ClassArchive {

  private static final int SELF_MADE_SINCE = 19;

  private ClassArchive() {}

  /**
   * The JVM's options; none where there can be no archive. Its messages are off: a flag of ours
   * that the JDK's own archive lacks is an error to them, though nothing is slower.
   *
   * @param server one word; servers that share a folder share the archive of their word and class
   *     path
   */
  static List<String> options(Home home, String server) throws Trouble {
    return options(home.programs(), server, ChildJvm.classPath());
  }

  static List<String> options(Path folder, String server, List<String> classPath) {
    if (Runtime.version().feature() < SELF_MADE_SINCE
        || !classPath.stream().allMatch(entry -> entry.endsWith(".jar"))) {
      return List.of();
    }
    byte[] made = String.join(File.pathSeparator, classPath).getBytes(UTF_8);
    Path archive = folder.resolve(server + "-" + UUID.nameUUIDFromBytes(made) + ".jsa");
    removeWhereOlder(archive, classPath);
    return List.of(
        "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off");
  }

  private static void removeWhereOlder(Path archive, List<String> classPath) {
    try {
      if (Files.exists(archive)
          && !isUpToDate(archive, classPath.stream().map(Path::of).toList())) {
        Files.deleteIfExists(archive);
      }
    } catch (IOException e) {
      // It only saves time, and another server may have removed it just now.
    }
  }

  /**
   * Whether an archive is no older than any of the jars that it would be used with. One that is
   * older the JVM keeps and does not use.
   *
   * @throws IOException where one of them is not there, or cannot be looked at
   */
  public static boolean isUpToDate(Path archive, List<Path> jars) throws IOException {
    FileTime made = Files.getLastModifiedTime(archive);
    for (Path jar : jars) {
      if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
        return false;
      }
    }
    return true;
  }
}
