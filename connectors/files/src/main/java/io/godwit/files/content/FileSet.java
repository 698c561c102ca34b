package io.godwit.files.content;

import io.godwit.common.model.Trouble;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** The files of a job. Any thread may ask for them. */
@FunctionalInterface
public interface FileSet {

  /**
   * The files that there are now, in the order in which they are read.
   *
   * @throws io.godwit.common.model.Refused where a name or pattern leads to none
   */
  List<SourceFile> files() throws Trouble;

  /**
   * The files that a job names.
   *
   * @param spelled names of files, patterns, folders, or {@code -} alone
   * @param base the folder that they start from
   * @param input what {@code -} stands for
   */
  static FileSet of(List<String> spelled, Path base, InputStream input) {
    return spelled.equals(List.of("-"))
        ? new SpooledInput(input)
        : () -> NamedFiles.of(spelled, base);
  }
}
