package io.godwit.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the beginning of a file seems to say. It begins a job file that a person looks at; what is
 * read in a run is read by what the job then says.
 *
 * @param delimiter what separates fields: the candidate that the line has most of
 * @param names of the fields
 */
record HeaderGuess(char delimiter, List<String> names) {

  /** A first line has a few hundred bytes, seldom some thousand. */
  static final int MOST_BYTES = 64 << 10;

  private static final char MARK = '\uFEFF';
  private static final String CANDIDATES = ",;\t|";

  HeaderGuess {
    names = List.copyOf(names);
  }

  /** The guess for a file that begins so. */
  static HeaderGuess of(String beginning) {
    String text = withoutMark(beginning);
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

  /**
   * The names that the first document of a file has, as far as it stands in this beginning; JSON
   * has no header, and its second document may have others.
   */
  static HeaderGuess ofDocument(String beginning) {
    List<String> names = new ArrayList<>();
    try (JsonParser in =
        new JsonFactory().createParser(ObjectReadContext.empty(), withoutMark(beginning))) {
      JsonToken token = in.nextToken();
      while (token != null && token != JsonToken.END_OBJECT) {
        if (token == JsonToken.PROPERTY_NAME) {
          names.add(in.currentName());
          in.nextToken();
          in.skipChildren();
        }
        token = in.nextToken();
      }
    } catch (JacksonException e) {
      // Damaged, or longer than what was read: what the run says of it says more.
      return new HeaderGuess(',', names);
    }
    return new HeaderGuess(',', names);
  }

  private static String withoutMark(String beginning) {
    return beginning.indexOf(MARK) == 0 ? beginning.substring(1) : beginning;
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
