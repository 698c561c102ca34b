package io.godwit.jdbc.postgresql;

import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.KeyRule;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether it is known which values of a key the database takes for one: by the columns' types, and
 * by the collations of the columns and of their unique indexes, either of which may be the one that
 * finds two texts equal.
 */
final class KeyEquality {

  /** Of collations that are not bytewise: the provider, the locale and whether it has own rules. */
  private static final String COLLATIONS =
      """
      select k.collname, k.collprovider::text as provider,
        coalesce(to_jsonb(k) ->> 'colllocale', to_jsonb(k) ->> 'colliculocale',
          k.collcollate, '') as locale,
        coalesce(to_jsonb(k) ->> 'collicurules', '') <> '' as tailored
      from pg_attribute a
        left join pg_index i
          on i.indrelid = a.attrelid and i.indisunique and a.attnum = any(i.indkey)
        join pg_collation k on k.oid = a.attcollation or k.oid = any(i.indcollation)
      where a.attrelid = ? and a.attname = ? and not k.collisdeterministic
      """;

  private static final String LABELS =
      """
      select t.typtype = 'e' from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = ? and a.attname = ?
      """;

  /**
   * Locales that order letters otherwise than others, and find none equal that the folding holds
   * apart, with options that only say what not to look at.
   */
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?:|und|root|(?:en|de|fr|it|nl|pt)(?:-[A-Z]{2})?)"
              + "(?:-u(?:-ks-(?:level[123]|identic)|-k[bcfk]-(?:true|false|upper|lower))*)?");

  private KeyEquality() {}

  /** Why it is not known of a key; empty where it is. */
  static Optional<String> unknown(Connection connection, FieldRules rules) throws SQLException {
    for (Column column : rules.key()) {
      Optional<String> unknown =
          switch (column.kind()) {
            case TEXT, CHAR -> collation(connection, rules.table(), column);
            case OTHER ->
                isEnum(connection, rules.table(), column)
                    ? Optional.empty()
                    : KeyRule.unknownEquality(column);
            default -> KeyRule.unknownEquality(column);
          };
      if (unknown.isPresent()) {
        return unknown.map(why -> column.described() + " of the sink's key has " + why);
      }
    }
    return Optional.empty();
  }

  private static boolean isEnum(Connection connection, Table table, Column column)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LABELS)) {
      query.setLong(1, table.number());
      query.setString(2, column.name());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static Optional<String> collation(Connection connection, Table table, Column column)
      throws SQLException {
    Set<String> strange = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(COLLATIONS)) {
      query.setLong(1, table.number());
      query.setString(2, column.name());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          boolean known =
              rows.getString("provider").equals("i")
                  && !rows.getBoolean("tailored")
                  && KNOWN.matcher(rows.getString("locale")).matches();
          if (!known) {
            strange.add(rows.getString("collname") + " (" + rows.getString("locale") + ")");
          }
        }
      }
    }
    List<String> names = strange.stream().sorted().toList();
    return Optional.of(names.stream().collect(Collectors.joining(", ")))
        .filter(all -> !all.isEmpty())
        .map(all -> "a collation of which it is not known what it finds equal: " + all);
  }
}
