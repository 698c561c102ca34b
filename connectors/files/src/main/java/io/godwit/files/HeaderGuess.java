package io.godwit.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the first line of a CSV file seems to say. It begins a job file that a person looks at; what
 * is read in a run is read by what the job then says.
 *
 * @param delimiter what separates fields: the candidate that the line has most of
 * @param names of the fields
 */
record HeaderGuess(char delimiter, List<String> names) {

  /** A first line has a few hundred bytes, seldom some thousand. */
  static final int MOST_BYTES = 64 << 10;

  static final HeaderGuess NONE = new HeaderGuess(',', List.of());

  private static final char MARK = '\uFEFF';
  private static final String CANDIDATES = ",;\t|";

  HeaderGuess {
    names = List.copyOf(names);
  }

  /** The guess for a file that begins so. */
  static HeaderGuess of(String beginning) {
    String text = beginning.indexOf(MARK) == 0 ? beginning.substring(1) : beginning;
    char best = ',';
    List<String> names = List.of();
    for (int i = 0; i < CANDIDATES.length(); i++) {
      List<String> cut = cut(text, CANDIDATES.charAt(i));
      if (cut.size() > names.size()) {
        best = CANDIDATES.charAt(i);
        names = cut;
      }
    }
    return new HeaderGuess(best, names);
  }

  /** The fields of the first line; inside quotes nothing ends. */
  private static List<String> cut(String text, char delimiter) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length() && (quoted || !isLineEnd(text.charAt(i))); i++) {
      char at = text.charAt(i);
      if (at == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        name.append(at);
        i++;
      } else if (at == '"') {
        quoted = !quoted;
      } else if (at == delimiter && !quoted) {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(at);
      }
    }
    names.add(name.toString());
    return names;
  }

  private static boolean isLineEnd(char at) {
    return at == '\n' || at == '\r';
  }

  /** What the job file has to say of it. */
  Map<String, String> options() {
    return delimiter == ',' ? Map.of() : Map.of("delimiter", String.valueOf(delimiter));
  }
}
