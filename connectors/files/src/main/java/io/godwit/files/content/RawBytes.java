package io.godwit.files.content;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an opened file as they are stored. For one thread at a time. */
public interface RawBytes extends Closeable {

  /** How many there are. */
  long size() throws IOException;

  /**
   * The bytes from one on. Closing what is answered leaves this open; what an earlier call answered
   * is of no more use.
   *
   * @param offset from 0 to {@link #size()}
   * @throws io.godwit.common.model.failure.Refused where the file is another one by now
   */
  InputStream from(long offset) throws IOException;
}
