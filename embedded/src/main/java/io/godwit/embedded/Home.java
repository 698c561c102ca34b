package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where the parts of a stack keep their files.
 *
 * @param folder an absolute path
 */
record Home(Path folder) {

  /**
   * Names the folder for what is made once and only read, if not the home's own: tests share one.
   */
  static final String PROGRAMS_PROPERTY = "godwit.programs";

  private static final long LOG_LIMIT_BYTES = 10_000_000;

  /** A folder below the home, created where it is missing. */
  Path below(String name) throws Trouble {
    return created(folder.resolve(name));
  }

  /**
   * Where programs are unpacked and archives of classes stand. Several homes may share it, so what
   * appears there must appear whole.
   */
  Path programs() throws Trouble {
    String shared = System.getProperty(PROGRAMS_PROPERTY, "");
    return shared.isEmpty() ? below("bin") : created(Path.of(shared).toAbsolutePath());
  }

  /**
   * The log file of a server, ready to be appended to. One that has grown beyond ten megabytes is
   * put aside, replacing the one put aside before.
   */
  Path log(String server) throws Trouble {
    Path log = below("logs").resolve(server + ".log");
    try {
      if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
        Path old = log.resolveSibling(server + ".old.log");
        Files.move(log, old, StandardCopyOption.REPLACE_EXISTING);
      }
      return log;
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the log " + log + " cannot be put aside", e);
    }
  }

  /** The folder, created where it is missing. */
  static Path created(Path folder) throws Trouble {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the folder " + folder + " cannot be created", e);
    }
  }
}
