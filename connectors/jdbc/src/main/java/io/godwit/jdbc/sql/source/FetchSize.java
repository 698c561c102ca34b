package io.godwit.jdbc.sql.source;

/**
 * How many rows a database is asked for at a time: as many as come to about a megabyte, so that
 * rows of many kilobytes do not fill the memory and short ones do not cost a round trip each. For
 * one thread.
 */
final class FetchSize {

  /** With which a reader begins, not knowing what a row has. */
  static final int FIRST = 50;

  private static final int MOST = 10_000;
  private static final long BYTES = 1 << 20;

  private long rows;
  private long bytes;

  /** A row has been read. */
  void read(int size) {
    rows++;
    bytes += size;
  }

  /** The size for rows like those read so far. */
  int now() {
    return rows < FIRST ? FIRST : Math.clamp(BYTES * rows / Math.max(1, bytes), 1, MOST);
  }
}
