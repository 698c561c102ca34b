package io.godwit.jdbc.plain;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * How a database spells names. Where it keeps a name that was written without quotation marks in
 * upper case, a job has it in lower case, as other databases keep it: what is {@code PEOPLE} there
 * is {@code people} here, and {@code People} stays what it is.
 *
 * @param quote what stands around a name; blank where names cannot be quoted
 * @param upper whether names without quotation marks are kept in upper case
 */
record Names(String quote, boolean upper) {

  static Names of(DatabaseMetaData database) throws SQLException {
    String quote = database.getIdentifierQuoteString();
    return new Names(quote == null ? "" : quote.strip(), database.storesUpperCaseIdentifiers());
  }

  /** A name of the database as jobs and records have it. */
  String shown(String stored) {
    return upper && stored.equals(stored.toUpperCase(Locale.ROOT))
        ? stored.toLowerCase(Locale.ROOT)
        : stored;
  }

  /** What a name of a job may be in the database: as it stands, or as it is kept unquoted. */
  List<String> stored(String written) {
    return upper ? List.of(written, written.toUpperCase(Locale.ROOT)) : List.of(written);
  }

  /**
   * A name of the database for SQL.
   *
   * @throws Refused where it would have to be quoted and cannot be
   */
  String quoted(String stored) {
    if (!quote.isEmpty()) {
      return quote + stored.replace(quote, quote + quote) + quote;
    }
    if (!stored.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new Refused(
          ErrorCode.COLUMN_UNSUPPORTED,
          "'"
              + stored
              + "' is a name that must be quoted, and the database has no quotation marks");
    }
    return stored;
  }
}
