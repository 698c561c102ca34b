package io.godwit.common.wire.run;

import java.util.Locale;

/**
 * How far the comparison of a run with its target is, and what it has found. The numbers are of
 * rows: a record that became several is several here.
 *
 * @param full whether every record is compared, and not a sample
 * @param began when it began, in milliseconds since 1970; tells two of one run apart
 * @param partitions how many partitions of the work topic are through
 * @param compared how many rows were compared, each key's last one
 * @param missing how many of them have no row at the target
 * @param different how many stand there with other values
 * @param doubled how many stand there more than once
 * @param extra how many rows of the target no record of the run has become
 * @param unclear of how many it cannot be told
 * @param from the offset from which what was found stands in the verified topic; negative until
 *     something is noted
 */
public record VerifyProgress(
    boolean full,
    long began,
    int partitions,
    long compared,
    long missing,
    long different,
    long doubled,
    long extra,
    long unclear,
    long from) {

  private static final long NOT_NOTED = -1;

  /** One of which nothing is done. */
  public static VerifyProgress begun(boolean full, long now) {
    return new VerifyProgress(full, now, 0, 0, 0, 0, 0, 0, 0, NOT_NOTED);
  }

  /** The same when it is known from where what it finds is kept. */
  public VerifyProgress keptFrom(long offset) {
    return new VerifyProgress(
        full,
        began,
        partitions,
        compared,
        missing,
        different,
        doubled,
        extra,
        unclear,
        from < 0 ? offset : from);
  }

  /** The same with what one partition more has shown. */
  public VerifyProgress plus(Found found) {
    return new VerifyProgress(
        full,
        began,
        partitions + 1,
        compared + found.compared(),
        missing + found.missing(),
        different + found.different(),
        doubled + found.doubled(),
        extra,
        unclear + found.unclear(),
        from);
  }

  /** The same with rows that no record of the run has become. */
  public VerifyProgress plusExtra(long rows) {
    return new VerifyProgress(
        full,
        began,
        partitions,
        compared,
        missing,
        different,
        doubled,
        extra + rows,
        unclear,
        from);
  }

  /** What the comparison of one partition has found, in rows. */
  public record Found(long compared, long missing, long different, long doubled, long unclear) {}

  /**
   * How many rows are not as they were written; where every record was to be compared, also those
   * of which it cannot be told.
   */
  public long amiss() {
    return missing + different + doubled + extra + (full ? unclear : 0);
  }

  /** What it comes to, for people. */
  public String text() {
    if (amiss() + unclear == 0) {
      return String.format(
          Locale.ROOT, "%,d rows compared%s, all equal", compared, full ? "" : " (a sample)");
    }
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%,d rows compared", compared));
    text.append(full ? ":" : " (a sample):");
    String comma = " ";
    for (Part part :
        new Part[] {
          new Part(missing, "missing"),
          new Part(different, "different"),
          new Part(doubled, "doubled"),
          new Part(extra, "extra"),
          new Part(unclear, "unclear")
        }) {
      if (part.rows() > 0) {
        text.append(String.format(Locale.ROOT, "%s%,d %s", comma, part.rows(), part.word()));
        comma = ", ";
      }
    }
    return text.toString();
  }

  private record Part(long rows, String word) {}
}
