package io.godwit.jdbc.plain;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.relation.Cuts;
import io.godwit.jdbc.sql.relation.ListedRelation;
import io.godwit.jdbc.sql.relation.Relation;
import io.godwit.jdbc.sql.relation.RelationCatalog;
import io.godwit.jdbc.sql.relation.RelationColumn;
import io.godwit.jdbc.sql.relation.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the driver's metadata tells of what can be read. */
final class PlainRelations implements RelationCatalog {

  @Override
  public List<ListedRelation> all(Connection connection) throws SQLException {
    Names names = Names.of(connection.getMetaData());
    List<ListedPlace> places = ListedPlace.all(connection);
    Set<String> stored = new HashSet<>();
    places.forEach(place -> stored.add(place.level() + "." + place.at().table()));
    List<ListedRelation> all = new ArrayList<>();
    for (ListedPlace place : places) {
      String shown = names.shown(place.at().table());
      boolean taken = stored.contains(place.level() + "." + shown);
      all.add(
          new ListedRelation(
              names.shown(place.level()),
              taken ? place.at().table() : shown,
              place.isVisible(connection),
              place.table()));
    }
    all.sort(Comparator.comparing(ListedRelation::full));
    return all;
  }

  @Override
  public Optional<Relation> find(Connection connection, ListedRelation listed) throws SQLException {
    Optional<ListedPlace> place =
        ListedPlace.find(connection, new TableName(Optional.of(listed.schema()), listed.name()));
    if (place.isEmpty()) {
      return Optional.empty();
    }
    List<Column> columns = Columns.of(connection, place.get().at());
    Keys keys = Keys.of(connection, place.get(), columns);
    String name = "table " + listed.full();
    return Optional.of(
        new Relation(
            name,
            place.get().quoted(connection.getMetaData()),
            "",
            readable(name, columns),
            keys.identifying(columns),
            Optional.empty()));
  }

  private static List<RelationColumn> readable(String relation, List<Column> columns) {
    for (Column column : columns) {
      if (!DriverValue.reads(column)) {
        throw new Refused(
            ErrorCode.COLUMN_UNSUPPORTED,
            column.described()
                + " of "
                + relation
                + " has a type of which plain JDBC does not tell how it is read as it is; name the"
                + " columns to be read by query, without it or with a cast of it to characters");
      }
    }
    return columns.stream()
        .map(column -> new RelationColumn(column, JdbcTypes.type(column)))
        .toList();
  }

  /** {@inheritDoc} By one that meets no row: some drivers know the columns of answers alone. */
  @Override
  public Relation ofQuery(Connection connection, String query) throws SQLException {
    String quoted = "(" + query + "\n) q";
    try (PreparedStatement look =
            connection.prepareStatement("select * from " + quoted + " where 1 = 0");
        ResultSet none = look.executeQuery()) {
      List<Column> columns = Columns.of(none.getMetaData(), Names.of(connection.getMetaData()));
      return new Relation(
          "the query", quoted, "", readable("the query", columns), List.of(), Optional.empty());
    }
  }

  @Override
  public void check(Connection connection, Selection selection) throws SQLException {
    try (PreparedStatement none =
        connection.prepareStatement(selection.and("1 = 0").select(List.of()))) {
      none.executeQuery().close();
    }
  }

  /** {@inheritDoc} JDBC has no way to ask for an estimate, so they are counted. */
  @Override
  public long estimate(Connection connection, Selection selection) throws SQLException {
    check(connection, selection);
    String count =
        "select count(*) from " + selection.relation().quoted() + selection.where(List.of());
    try (PreparedStatement query = connection.prepareStatement(count);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public Cuts cuts(Connection connection, Selection selection, int rows) throws SQLException {
    long all = estimate(connection, selection);
    return new Cuts(new KeyProbes(connection, selection, rows).ends(all), all);
  }
}
