package io.godwit.jdbc.postgresql;

import io.godwit.jdbc.sql.fit.Table;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where COPY stood when it met an error, as far as the server's text tells: {@code COPY
 * godwit_staging, line 3, column price: "abc"}. In other languages than English it tells nothing,
 * and everything works without it, only slower.
 *
 * @param line from 1; 0 where it is not told
 * @param column a column of the table; empty where it is not told
 */
record CopyContext(int line, Optional<String> column) {

  private static final Pattern FORM =
      Pattern.compile(
          "^COPY [^,\\n]+, line (\\d{1,9})(?:, column ([^\\n]+?)(?::|$))?", Pattern.MULTILINE);

  /** The context of an error, as the server describes it. */
  static CopyContext of(String where, Table table) {
    Matcher found = FORM.matcher(where);
    return found.find()
        ? new CopyContext(
            Integer.parseInt(found.group(1)),
            Optional.ofNullable(found.group(2)).filter(name -> table.column(name).isPresent()))
        : new CopyContext(0, Optional.empty());
  }
}
