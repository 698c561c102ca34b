package io.godwit.files.content;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** A file of a job, wherever it lies. Any thread may call it. */
public interface SourceFile {

  /**
   * What tells a file from what it was.
   *
   * @param size in bytes
   * @param changed the time of the last change, or what else is another one when it has changed
   */
  record Look(long size, String changed) {}

  /**
   * What origins and splits call it: its name, or, where the job has several of that name, its path
   * as the job file spells it.
   */
  String unit();

  /** Where it lies, for messages. */
  String place();

  /** Whether it is the standard input, which one reader reads. */
  default boolean isInput() {
    return false;
  }

  /**
   * What a look at the file shows; cheap. One that can only be read in the version that it was
   * found in shows that.
   *
   * @throws Refused where it is not there
   */
  Look look() throws Trouble;

  /**
   * Opens it for reading.
   *
   * @throws Refused where it is not there, is no file, may not be read, or has changed
   * @throws IOException where it could be opened at another time
   */
  Content open(TextEncoding encoding) throws IOException;

  /** What tells its content from another: what a look shows, unless there is something better. */
  default String state() throws Trouble {
    Look look = look();
    return look.size() + " " + look.changed();
  }

  /**
   * Its name and state.
   *
   * @throws Refused where it is not there
   */
  default String fingerprint() throws Trouble {
    return unit() + " " + state();
  }

  /** A short sign of its state, which is another one when it has changed. */
  default String mark() throws Trouble {
    CRC32C sum = new CRC32C();
    sum.update(state().getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue() | 1L << 32).substring(1);
  }

  /** The trouble that a fault in reading it is; a store says by itself what kind it is. */
  default Trouble unreadable(IOException e) {
    return e.getCause() instanceof Trouble trouble
        ? trouble
        : new Trouble(ErrorCode.SOURCE_UNREADABLE, "cannot read " + place(), e);
  }
}
