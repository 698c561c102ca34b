package io.godwit.files.local;

import io.godwit.files.content.FileSet;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The files that a job names on this machine's disks. */
public final class LocalFiles {

  private LocalFiles() {}

  /**
   * The files that a job names.
   *
   * @param spelled names of files, patterns, folders, or {@code -} alone
   * @param base the folder that they start from
   * @param input what {@code -} stands for
   * @param allowed is told of each file and folder before it is looked at, and refuses it where
   *     jobs may not read it
   */
  public static FileSet of(
      List<String> spelled, Path base, InputStream input, Consumer<Path> allowed) {
    return spelled.equals(List.of("-"))
        ? new SpooledInput(input)
        : () -> NamedFiles.of(spelled, base, allowed);
  }
}
