package io.godwit.jdbc.sql.tables;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.dialect.Dialect;
import java.util.List;

/** What a job asks of tables that no SQL is known for which every database takes. */
final class TargetLimits {

  private TargetLimits() {}

  /**
   * Refuses what the dialect cannot do, before anything is opened.
   *
   * @param undo whether what is written is to be kept as it was
   * @throws Refused with what to write instead
   */
  static void require(Dialect dialect, List<TableSpec> specs, boolean undo) {
    if (dialect.statements().stages()) {
      return;
    }
    if (undo) {
      throw new Refused(
          ErrorCode.UNDO_REFUSED,
          "undo: this database is reached by plain JDBC, and nothing is kept there to undo a run"
              + " by; leave undo away, and save the table beforehand");
    }
    for (TableSpec spec : specs) {
      require(spec);
    }
  }

  private static void require(TableSpec spec) {
    if (spec.create()) {
      throw refused(spec, "create", "no tables are made", "make the table by hand");
    }
    if (spec.write() == SinkSpec.Write.REPLACE) {
      throw refused(
          spec,
          "write: replace",
          "no table is made beside the other",
          "write: upsert into one that is made by hand");
    }
    if (spec.gone().filter(TargetLimits::looks).isPresent()) {
      throw refused(
          spec,
          "gone",
          "rows that are gone are not looked for",
          "leave gone away, and compare the keys by hand");
    }
  }

  /** Also where they stay as they are, a comparison of all records looks for them. */
  private static boolean looks(GoneSpec gone) {
    return gone.act() != GoneSpec.Act.KEEP || gone.owns().isPresent();
  }

  private static Refused refused(TableSpec spec, String what, String why, String instead) {
    return new Refused(
        ErrorCode.JOB_INVALID,
        "table "
            + spec.table()
            + ", "
            + what
            + ": this database is reached by plain JDBC, where "
            + why
            + "; "
            + instead);
  }
}
