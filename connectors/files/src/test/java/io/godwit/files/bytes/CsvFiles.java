package io.godwit.files.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes CSV files of all that the format allows, each from a seed. */
final class CsvFiles {

  private static final String[] PLAIN = {
    "a", "7", "x y", " ", "é", "日本", "q\"q", "end\"", "\uFFFD", "'", "\\", "🙂"
  };
  private static final String[] QUOTED = {
    "",
    "a",
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\"\"",
    "\"\"\"\"",
    "é",
    " \"\" ",
    ",\n\"\",\r"
  };

  private final Random random;
  private final String newline;
  private final boolean mixed;
  final char delimiter;
  final int columns;

  CsvFiles(long seed) {
    random = new Random(Long.getLong("godwit.seed", 0) + seed);
    newline = newline(random.nextInt(3));
    mixed = random.nextInt(4) == 0;
    delimiter = ",;\t|".charAt(random.nextInt(4));
    columns = 1 + random.nextInt(4);
  }

  byte[] make() {
    StringBuilder text = new StringBuilder(random.nextInt(5) == 0 ? "\uFEFF" : "");
    for (int column = 0; column < columns; column++) {
      text.append(column == 0 ? "" : delimiter);
      text.append(random.nextInt(4) == 0 ? "\"c\n" + column + "\"" : "c" + column);
    }
    int rows = random.nextInt(8);
    for (int row = 0; row < rows; row++) {
      text.append(end());
      row(text);
    }
    if (random.nextBoolean()) {
      text.append(end());
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void row(StringBuilder text) {
    for (int column = 0; column < columns; column++) {
      text.append(column == 0 ? "" : delimiter);
      switch (random.nextInt(6)) {
        case 0 -> {}
        case 1, 2 -> text.append(PLAIN[random.nextInt(PLAIN.length)]);
        case 3 -> text.append("long ".repeat(random.nextInt(12)));
        default -> {
          text.append('"');
          for (int i = random.nextInt(4); i > 0; i--) {
            text.append(QUOTED[random.nextInt(QUOTED.length)]);
          }
          text.append(random.nextInt(40) == 0 ? "\" x" : "\"");
        }
      }
    }
  }

  private String end() {
    String one = mixed ? newline(random.nextInt(3)) : newline;
    return random.nextInt(8) == 0 ? one + one : one;
  }

  private static String newline(int kind) {
    return switch (kind) {
      case 0 -> "\n";
      case 1 -> "\r\n";
      default -> "\r";
    };
  }
}
