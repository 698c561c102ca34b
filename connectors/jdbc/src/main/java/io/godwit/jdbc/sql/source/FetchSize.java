package io.godwit.jdbc.sql.source;

/**
 * How many rows a database is asked for at a time: as many as come to about a megabyte, so that
 * rows of many kilobytes do not fill the memory and short ones do not cost a round trip each. A row
 * much larger than the others counts for more than itself, since others like it may follow. For one
 * thread.
 */
final class FetchSize {

  /** With which a reader begins, not knowing what a row has. */
  static final int FIRST = 10;

  private static final int MOST = 1_000;
  private static final long BYTES = 1 << 20;
  private static final int OUTLIER = 8;

  private long rows;
  private long bytes;
  private long largest;

  /** A row has been read. */
  void read(int size) {
    rows++;
    bytes += size;
    largest = Math.max(largest, size);
  }

  /** The size for rows like those read so far. */
  int now() {
    if (rows < FIRST) {
      return FIRST;
    }
    long row = Math.max(1, Math.max(bytes / rows, largest / OUTLIER));
    return Math.clamp(BYTES / row, 1, MOST);
  }
}
