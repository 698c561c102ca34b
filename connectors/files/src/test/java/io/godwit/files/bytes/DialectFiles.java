package io.godwit.files.bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * CSV files in dialects of all kinds, each from a seed, with what their fields hold. What is
 * written here is the expectation: nothing of the reader's code is used to know it.
 */
final class DialectFiles {

  private static final String[] TEXTS = {
    "a", "7", "x y", "é", "日本", "NULL", "''", "\"", "\\", "#", ",", ";", "\n", "\r\n", "🙂", "|"
  };

  private final Random random;
  private final char delimiter;
  private final char quote;
  private final boolean quotes;
  private final boolean escapes;
  private final boolean comments;
  private final boolean trim;
  private final boolean multiline;
  private final int skip;
  final List<List<String>> rows = new ArrayList<>();
  final List<Long> lines = new ArrayList<>();
  final String text;

  DialectFiles(long seed) {
    random = new Random(seed);
    delimiter = ",;|".charAt(random.nextInt(3));
    quotes = random.nextInt(4) > 0;
    quote = "\"'".charAt(random.nextInt(2));
    escapes = random.nextBoolean();
    comments = random.nextBoolean();
    trim = random.nextBoolean();
    multiline = random.nextBoolean();
    skip = random.nextInt(3);
    text = make();
  }

  String yaml(String file) {
    return "csv: "
        + file
        + "\nkey: id\nnull: 'NULL'\ndelimiter: '"
        + delimiter
        + "'\nquote: "
        + (quotes ? quote == '"' ? "'\"'" : "\"'\"" : "none")
        + (escapes ? "\nescape: '\\'" : "")
        + (comments ? "\ncomment: '#'" : "")
        + "\ntrim: "
        + trim
        + "\nmultiline: "
        + multiline
        + "\nskip: "
        + skip
        + "\n";
  }

  private String make() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < skip; i++) {
      out.append("title \"of' the export\n");
    }
    between(out);
    out.append("id").append(delimiter).append(trim ? " t " : "t").append(delimiter).append("u");
    for (int row = random.nextInt(6); row > 0; row--) {
      out.append(end());
      between(out);
      lines.add(1 + out.toString().replace("\r\n", "\n").chars().filter(this::isEnd).count());
      List<String> values = new ArrayList<>(List.of("k" + row));
      out.append("k").append(row);
      for (int field = 0; field < 2; field++) {
        out.append(delimiter);
        values.add(field(out));
      }
      rows.add(values);
    }
    return out.append(random.nextBoolean() ? end() : "").toString();
  }

  private boolean isEnd(int c) {
    return c == '\n' || c == '\r';
  }

  private void between(StringBuilder out) {
    if (comments && random.nextInt(3) == 0) {
      out.append("# a comment with \" and ' and , in it").append(end());
    }
    if (random.nextInt(6) == 0) {
      out.append(end());
    }
  }

  private String end() {
    return switch (random.nextInt(3)) {
      case 0 -> "\n";
      case 1 -> "\r\n";
      default -> "\r";
    };
  }

  /** The value that a field stands for; null is told by a text that no field has. */
  private String field(StringBuilder out) {
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      value.append(TEXTS[random.nextInt(TEXTS.length)]);
    }
    String blanks = trim && random.nextBoolean() ? " \t" : "";
    if (quotes && random.nextBoolean()) {
      String inner = multiline ? value.toString() : value.toString().replaceAll("[\r\n]", "_");
      out.append(blanks).append(quote).append(quoted(inner)).append(quote).append(blanks);
      return inner;
    }
    String plain = unquoted(value.toString());
    String written = escapes ? escaped(plain) : plain;
    out.append(blanks).append(written).append(blanks);
    return written.isEmpty() || written.equals("NULL") ? "(null)" : plain;
  }

  private String quoted(String value) {
    String doubled =
        escapes && random.nextBoolean()
            ? value.replace("\\", "\\\\").replace(quote + "", "\\" + quote)
            : escapes
                ? value.replace("\\", "\\\\").replace(quote + "", "" + quote + quote)
                : value.replace(quote + "", "" + quote + quote);
    return doubled;
  }

  /** What cannot stand unquoted in the dialect is taken out of the value. */
  private String unquoted(String value) {
    String plain = value;
    if (!escapes) {
      plain = plain.replace(delimiter, '_');
    }
    if (!escapes || !multiline) {
      plain = plain.replaceAll("[\r\n]", "_");
    } else {
      // An escape is for one character, and so never for both of a CRLF.
      plain = plain.replace("\r", "");
    }
    if (!escapes && quotes && plain.startsWith(quote + "")) {
      plain = "_" + plain;
    }
    return trim ? plain.strip() : plain;
  }

  private String escaped(String plain) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean must = c == '\\' || c == delimiter || c == '\n' || (quotes && c == quote);
      written.append(must ? "\\" : "").append(c);
    }
    return written.toString();
  }
}
