package io.godwit.jdbc.sql.source;

import io.godwit.common.model.Split;
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

  /**
   * Cuts a unit.
   *
   * @throws io.godwit.common.model.Refused where the job's key does not identify its rows
   */
  void add(Connection connection, SourceUnit unit) throws SQLException {
    if (!unit.proven()) {
      KeyCheck.require(connection, unit);
    }
    Cuts cuts =
        unit.selection().order().isEmpty()
            ? Cuts.none(catalog.estimate(connection, unit.selection()))
            : catalog.cuts(connection, unit.selection(), rowsInSplit);
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
      String range = new KeyRange(behind, upTo, mark).text();
      splits.add(new Split(splits.size(), unit.name(), range, rows, true));
      behind = upTo;
    }
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
