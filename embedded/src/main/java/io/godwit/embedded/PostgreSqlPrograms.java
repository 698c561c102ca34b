package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from the archive on the class path: 60 MB, some seconds. */
final class PostgreSqlPrograms {

  private PostgreSqlPrograms() {}

  /**
   * The folder that holds {@code bin/initdb} and the rest, unpacked below the given one where this
   * version is not there yet. Its name is the archive's digest, and it appears in one move, so
   * several processes may share it and none sees half of it.
   *
   * @throws Trouble where there is no archive for this platform, or no room
   */
  static Path in(Path folder) throws Trouble {
    try {
      Path unpacked = folder.resolve("postgresql-" + digest());
      if (!Files.isDirectory(unpacked)) {
        unpack(folder, unpacked);
      }
      return unpacked;
    } catch (IllegalStateException e) {
      throw new Trouble(
          ErrorCode.STACK_FAILED,
          "there is no PostgreSQL for this platform (" + system() + ", " + machine() + ")",
          e);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "PostgreSQL cannot be unpacked below " + folder, e);
    }
  }

  private static InputStream archive() throws IOException {
    return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine());
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "Darwin" : name.startsWith("windows") ? "Windows" : "Linux";
  }

  private static String machine() {
    String name = System.getProperty("os.arch");
    return name.equals("amd64") ? "x86_64" : name;
  }

  private static String digest() throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(archive(), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every Java platform has SHA-256", e);
    }
  }

  private static void unpack(Path folder, Path target) throws IOException {
    Files.createDirectories(folder);
    Path draft = Files.createTempDirectory(folder, "unpacking-");
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive()))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(draft, entry, tar);
      }
    }
    // A temporary folder is its owner's alone; the fallback for root runs these as another user.
    permit(draft, true);
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(draft);
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }

  private static void write(Path draft, TarArchiveEntry entry, InputStream content)
      throws IOException {
    Path path = draft.resolve(entry.getName()).normalize();
    if (!path.startsWith(draft)) {
      throw new IOException("the archive has an entry outside itself: " + entry.getName());
    }
    if (entry.isDirectory()) {
      folder(path);
      return;
    }
    folder(path.resolveSibling(""));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path);
      permit(path, (entry.getMode() & 0100) != 0);
    }
  }

  private static void folder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      folder(path.resolveSibling(""));
      permit(Files.createDirectory(path), true);
    }
  }

  /** Lets everybody read it, and run or enter it too; only where the system knows modes. */
  private static void permit(Path path, boolean running) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(running ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> content = Files.walk(folder)) {
      List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
