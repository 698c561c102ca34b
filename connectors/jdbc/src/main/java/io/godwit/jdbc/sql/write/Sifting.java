package io.godwit.jdbc.sql.write;

import io.godwit.common.model.Match;
import io.godwit.common.model.Outcome;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.dialect.WaitingPiece;
import io.godwit.jdbc.sql.fit.Column;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A staged piece without the rows that the table holds already. One query asks for all of them, and
 * reads only; where all are held, nothing is written, and no row is locked. Of a mixed piece the
 * others are sent once more: to delete some from the staging table is no cheaper, and which ones
 * would have to be sent, too.
 *
 * <p>Another program may change a row between the query and the merge. What is held was held then,
 * which is what is said of it.
 *
 * @param held the places in the piece of what stays out
 * @param left what is in the staging table now, by the places in the piece
 */
record Sifting(BitSet held, SentRows left) {

  /** Sifts what was staged, where the manner of the table asks for it. */
  static Sifting of(Door door, Batch batch, Slice slice, SentRows sent) throws SQLException {
    BitSet held = new BitSet();
    if (!door.manner().looks() || sent.rows() == 0) {
      return new Sifting(held, sent);
    }
    ColumnLayout layout = batch.layout(slice.group());
    List<Integer> others = new ArrayList<>();
    List<Boolean> answers = held(door, layout);
    for (int row = 1; row <= answers.size(); row++) {
      int place = sent.place(row).orElseThrow();
      if (answers.get(row - 1)) {
        held.set(place);
      } else {
        others.add(place);
      }
    }
    return held.isEmpty()
        ? new Sifting(held, sent)
        : new Sifting(held, staged(door, batch, slice, others));
  }

  /** Whether each staged row stays out, in the order in which they were sent. */
  private static List<Boolean> held(Door door, ColumnLayout layout) throws SQLException {
    Optional<WaitingPiece> waiting = door.staging().rows().waiting();
    if (waiting.isPresent()) {
      return waiting.get().compare(door.connection(), door.rules(), layout).stream()
          .map(match ->
              door.manner().compare() ? match == Match.Equal.EQUAL : match != Match.Missing.MISSING)
          .toList();
    }
    List<Boolean> held = new ArrayList<>();
    try (PreparedStatement query = door.connection().prepareStatement(query(door, layout));
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        held.add(rows.getInt(1) == 1);
      }
    }
    return held;
  }

  private static SentRows staged(Door door, Batch batch, Slice slice, List<Integer> places)
      throws SQLException {
    SentRows left = new SentRows(places.size());
    if (!places.isEmpty()) {
      int[] records = places.stream().mapToInt(place -> slice.records()[place]).toArray();
      SentRows again = new SentRows(records.length);
      door.clear();
      door.stage(batch, new Slice(slice.group(), records), again);
      for (int row = 1; row <= again.rows(); row++) {
        left.row(places.get(again.place(row).orElseThrow()));
      }
    }
    return left;
  }

  /**
   * Answers 1 for each staged row that is held, in the order in which they were sent. A query for
   * each row, since a join would be planned by statistics that a staging table has not, and may
   * read the whole target for each batch.
   */
  static String query(Door door, ColumnLayout layout) {
    return query(door.statements(), door.table().quoted(), door.sameKey(), door.manner(), layout);
  }

  static String query(
      Statements statements, String table, String sameKey, Manner manner, ColumnLayout layout) {
    Stream<Column> compared = manner.compare() ? layout.others().stream() : Stream.empty();
    String same =
        Stream.concat(
                Stream.of(sameKey),
                compared.map(column ->
                    statements.unchanged(column, "t." + column.quoted(), "s." + column.quoted())))
            .collect(Collectors.joining(" and "));
    return "select (select 1 from "
        + table
        + " t where "
        + same
        + ") from "
        + statements.staging()
        + " s order by "
        + statements.stagedOrder();
  }

  /** Takes note of how the records of the piece ended. */
  void tell(Batch batch, Slice slice) {
    for (int row = 1; row <= left.rows(); row++) {
      batch.end(slice.records()[left.place(row).orElseThrow()], Outcome.Written.WRITTEN);
    }
    held.stream().forEach(place -> batch.end(slice.records()[place], Outcome.Unchanged.UNCHANGED));
  }
}
