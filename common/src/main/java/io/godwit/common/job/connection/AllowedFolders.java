package io.godwit.common.job.connection;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * From which folders job files may have files read. Whoever types a command reads with his own
 * rights, so there is no limit unless somebody has set one: the variable {@value #VARIABLE}, with
 * folders parted as those of a path are. An operator sets it where the job files are of others than
 * he himself, since a job could else carry any file that its process may read to its target.
 *
 * <p>What counts is where a file really is: links are followed first.
 *
 * @param folders empty where there is no limit; a list without folders allows nothing but the job's
 *     own
 */
record AllowedFolders(Optional<List<Path>> folders) {

  static final String VARIABLE = "GODWIT_FOLDERS";

  /** Those that an environment names. */
  static AllowedFolders of(Map<String, String> environment) {
    return new AllowedFolders(
        Optional.ofNullable(environment.get(VARIABLE))
            .map(text ->
                Pattern.compile(Pattern.quote(File.pathSeparator))
                    .splitAsStream(text)
                    .filter(folder -> !folder.isBlank())
                    .map(folder -> real(Path.of(folder)))
                    .toList()));
  }

  /**
   * Makes sure that a file may be read.
   *
   * @param own the job's folder, from which it may always read; empty where that does not matter
   * @param owner who names the file, for the message
   * @throws Refused where it may not
   */
  void require(Path file, Optional<Path> own, String owner) {
    if (folders.isEmpty()) {
      return;
    }
    Path found = real(file);
    boolean allowed =
        folders.get().stream().anyMatch(found::startsWith)
            || own.map(AllowedFolders::real).filter(found::startsWith).isPresent();
    if (!allowed) {
      throw new Refused(
          ErrorCode.FOLDER_FORBIDDEN,
          owner
              + " leads to "
              + file
              + (found.equals(file.toAbsolutePath().normalize()) ? "" : ", which is " + found)
              + ", and jobs may read from "
              + folders.get().stream().map(Path::toString).collect(Collectors.joining(", "))
              + (own.isPresent() ? " and their own folder" : "")
              + " alone ("
              + VARIABLE
              + ")");
    }
  }

  /** Where a path leads; of one that leads nowhere, its nearest folder above that is there. */
  private static Path real(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    Path there = whole;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return there.toRealPath().resolve(there.relativize(whole)).normalize();
    } catch (IOException e) {
      // It may not be looked at; then it is not read either, and the name alone counts.
      return whole;
    }
  }
}
