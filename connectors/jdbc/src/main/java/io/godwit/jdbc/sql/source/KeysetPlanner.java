package io.godwit.jdbc.sql.source;

import io.godwit.common.model.Split;
import io.godwit.common.model.WatermarkRange;
import io.godwit.jdbc.sql.relation.Cuts;
import io.godwit.jdbc.sql.relation.RelationCatalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts units into splits. For one plan.
 *
 * <p>Splits are ranges of as many rows, however the keys are spread, and there are more of them
 * than readers: so none works on alone for long when the others have ended.
 */
final class KeysetPlanner {

  private final RelationCatalog catalog;
  private final int rowsInSplit;
  private final List<Split> splits = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  KeysetPlanner(RelationCatalog catalog, int rowsInSplit) {
    this.catalog = catalog;
    this.rowsInSplit = rowsInSplit;
  }

  /** Cuts all of a unit. */
  void add(Connection connection, SourceUnit unit) throws SQLException {
    add(connection, unit, Optional.empty());
  }

  /** Cuts what a watermark says is new of a unit. */
  void add(Connection connection, Watermark watermark, WatermarkRange range) throws SQLException {
    KeyRange.Grown grown = new KeyRange.Grown(range.above(), range.upTo());
    add(connection, watermark.within(grown.above(), grown.upTo()), Optional.of(grown));
  }

  /**
   * Cuts a unit.
   *
   * @throws io.godwit.common.model.failure.Refused where the job's key does not identify its rows
   */
  private void add(Connection connection, SourceUnit unit, Optional<KeyRange.Grown> grown)
      throws SQLException {
    if (!unit.proven()) {
      KeyCheck.require(connection, unit);
    }
    Cuts cuts = cuts(connection, unit, grown.flatMap(KeyRange.Grown::above).isPresent());
    if (cuts.ends().isEmpty() && cuts.rows() > 2L * rowsInSplit) {
      remarks.add(
          unit.relation().name()
              + " is read by one reader: nothing tells where to cut it without reading all of it");
    }
    String mark = unit.mark();
    long parts = cuts.ends().size() + 1L;
    Optional<List<String>> behind = Optional.empty();
    for (int part = 0; part < parts; part++) {
      Optional<List<String>> upTo = cuts.ends().stream().skip(part).findFirst();
      long rows = cuts.rows() * (part + 1) / parts - cuts.rows() * part / parts;
      String range = new KeyRange(behind, upTo, mark, grown).text();
      splits.add(new Split(splits.size(), unit.name(), range, rows, true));
      behind = upTo;
    }
  }

  /** Where few rows of a large table are new, they are no reason to go through all of its keys. */
  private Cuts cuts(Connection connection, SourceUnit unit, boolean few) throws SQLException {
    boolean ordered = !unit.selection().order().isEmpty();
    long estimate = ordered && !few ? 0 : catalog.estimate(connection, unit.selection());
    return !ordered || (few && estimate <= rowsInSplit)
        ? Cuts.none(estimate)
        : catalog.cuts(connection, unit.selection(), rowsInSplit);
  }

  /** The splits of all units, numbered from 0. */
  List<Split> splits() {
    return splits;
  }

  /** What a person should know, a sentence each. */
  List<String> remarks() {
    return remarks;
  }
}
