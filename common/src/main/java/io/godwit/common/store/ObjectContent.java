package io.godwit.common.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that can be read again: a put that is repeated, or sends blocks at once, opens them anew.
 */
public interface ObjectContent {

  /** How many bytes there are; known before they are read. */
  long size();

  /**
   * The bytes from one on. Several may be open at once.
   *
   * @param from from 0 to {@link #size()}
   */
  InputStream open(long from) throws IOException;
}
