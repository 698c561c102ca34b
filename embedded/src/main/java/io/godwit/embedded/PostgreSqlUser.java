package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** As whom PostgreSQL runs: it refuses to be root, which we are in many containers. */
enum PostgreSqlUser {
  /** As the user that we are. */
  OURSELVES,
  /**
   * As root in a user namespace without a mapping: to PostgreSQL the user looks like nobody, to the
   * files like root.
   */
  UNMAPPED_ROOT,
  /** As the user nobody, who must own the data then. */
  NOBODY;

  private static final long PROBE_SECONDS = 10;

  private List<String> prefix() {
    return switch (this) {
      case OURSELVES -> List.of();
      case UNMAPPED_ROOT -> List.of("unshare", "-U");
      case NOBODY -> List.of("runuser", "-u", "nobody", "--");
    };
  }

  /**
   * The best that this machine lets us be.
   *
   * @throws Trouble where we are root and there is no way to be somebody else
   */
  static PostgreSqlUser choose() throws Trouble {
    if (!isRoot()) {
      return OURSELVES;
    }
    if (UNMAPPED_ROOT.works()) {
      return UNMAPPED_ROOT;
    }
    if (NOBODY.works()) {
      return NOBODY;
    }
    throw new Trouble(
        ErrorCode.STACK_FAILED,
        "PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'runuser -u nobody' works"
            + " here; start godwit as another user, or give the job a database of your own");
  }

  static boolean isRoot() {
    Path self = Path.of("/proc/self");
    try {
      return Files.exists(self)
          ? Files.getAttribute(self, "unix:uid").equals(0)
          : System.getProperty("user.name").equals("root");
    } catch (IOException | UnsupportedOperationException e) {
      // Without an answer we try as we are; PostgreSQL itself says so if that is root.
      return false;
    }
  }

  boolean works() {
    return answersTrue(List.of("true"));
  }

  /** The command as this user runs it. */
  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix());
    whole.addAll(command);
    return whole;
  }

  /**
   * Makes a folder and all that is in it this user's.
   *
   * @throws Trouble where that cannot be, or the user cannot reach it
   */
  void own(Path folder) throws Trouble {
    try {
      switch (this) {
        case OURSELVES -> {}
        case UNMAPPED_ROOT -> give(folder, "root");
        case NOBODY -> give(folder, "nobody");
      }
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the owner of " + folder + " cannot be changed", e);
    }
    if (!answersTrue(List.of("test", "-w", folder.toString()))) {
      throw new Trouble(
          ErrorCode.STACK_FAILED,
          "PostgreSQL runs as the user nobody here, who cannot reach "
              + folder
              + "; choose a home that everybody may enter, or start godwit as another user");
    }
  }

  /** Walks only where the top says that the owner changed, which is once in a home's life. */
  private static void give(Path folder, String name) throws IOException {
    UserPrincipal user =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    if (Files.getOwner(folder).equals(user)) {
      return;
    }
    try (Stream<Path> content = Files.walk(folder)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.setOwner(path, user);
      }
    }
  }

  private boolean answersTrue(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command(command))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      // The answer: there is no such program here.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
