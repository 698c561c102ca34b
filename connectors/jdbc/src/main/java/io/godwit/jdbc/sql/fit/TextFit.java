package io.godwit.jdbc.sql.fit;

import io.godwit.common.model.failure.Failure;
import java.util.Optional;

/** Why a column of characters would not hold a text as it is. */
public final class TextFit {

  private TextFit() {}

  /**
   * By the limit of a varchar, in characters and not in halves of them: some servers cut blanks
   * that are over the limit without a word. A {@code char(n)} pads and is left to the server.
   */
  public static Optional<Failure> length(String text, Column column) {
    if (column.kind() == ColumnKind.TEXT && text.length() > column.maxLength()) {
      int characters = text.codePointCount(0, text.length());
      if (characters > column.maxLength()) {
        return ValueMessages.tooLong(characters, column);
      }
    }
    return Optional.empty();
  }
}
