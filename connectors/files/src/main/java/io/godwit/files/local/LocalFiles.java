package io.godwit.files.local;

import io.godwit.files.content.FileSet;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** The files that a job names on this machine's disks. */
public final class LocalFiles {

  private LocalFiles() {}

  /**
   * The files that a job names.
   *
   * @param spelled names of files, patterns, folders, or {@code -} alone
   * @param base the folder that they start from
   * @param input what {@code -} stands for
   */
  public static FileSet of(List<String> spelled, Path base, InputStream input) {
    return spelled.equals(List.of("-"))
        ? new SpooledInput(input)
        : () -> NamedFiles.of(spelled, base);
  }
}
