package io.godwit.jdbc.mysql;

import io.godwit.jdbc.mysql.wire.Spelling;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.KeyRule;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether it is known which values of a key the database takes for one. The known collations are
 * those that compare bytes, with blanks at the end or without, and those of Unicode's own order
 * from version 14 on. Older ones take all characters for one that they have no weight for, or the
 * sharp s for one s, which no folding of keys does.
 */
final class KeyCollations {

  private static final Pattern KNOWN =
      Pattern.compile("binary|\\w+_bin|utf8mb[34]_uca1400(?:_nopad)?_a[is]_c[is]");

  private KeyCollations() {}

  /** Why it is not known of a key; empty where it is. */
  static Optional<String> unknown(FieldRules rules) {
    return rules.key().stream().flatMap(column -> unknown(column).stream()).findFirst();
  }

  private static Optional<String> unknown(Column column) {
    Optional<String> why =
        switch (column.kind()) {
          case TEXT, CHAR -> collation(column);
          case OTHER -> isLabelled(column) ? Optional.empty() : KeyRule.unknownEquality(column);
          default -> KeyRule.unknownEquality(column);
        };
    return why.map(reason -> column.described() + " of the sink's key has " + reason);
  }

  /** An enum's labels are taken to the letter, and no two of one enum are equal. */
  private static boolean isLabelled(Column column) {
    return column.type().startsWith("enum(");
  }

  private static Optional<String> collation(Column column) {
    String collation = Spelling.collation(column).orElse("");
    return KNOWN.matcher(collation).matches()
        ? Optional.empty()
        : Optional.of("a collation of which it is not known what it finds equal: " + collation);
  }
}
