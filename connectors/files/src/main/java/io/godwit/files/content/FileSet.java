package io.godwit.files.content;

import io.godwit.common.model.failure.Trouble;
import java.util.List;

/** The files of a job. Any thread may ask for them. */
@FunctionalInterface
public interface FileSet extends AutoCloseable {

  /**
   * The files that there are now, in the order in which they are read.
   *
   * @throws io.godwit.common.model.failure.Refused where a name or pattern leads to none
   */
  List<SourceFile> files() throws Trouble;

  /** Ends what it has open; files that were opened are closed by whoever opened them. */
  @Override
  default void close() {}
}
