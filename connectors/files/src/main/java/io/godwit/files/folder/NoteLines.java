package io.godwit.files.folder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Notes as the bytes that they are kept in: a line each, after one with the version of the file
 * that they were made for. A file that somebody has written to since has another version, and then
 * they say nothing of it.
 */
final class NoteLines {

  private static final String FORM = "godwit 1 ";

  private NoteLines() {}

  static String of(String version, Map<String, String> notes) {
    StringBuilder text = new StringBuilder(FORM).append(version).append('\n');
    notes.forEach((name, value) ->
        text.append(name)
            .append(' ')
            .append(value.replace("\\", "\\\\").replace("\n", "\\n"))
            .append('\n'));
    return text.toString();
  }

  /** The notes; empty where they are of another version, or are none. */
  static Optional<Map<String, String>> notes(String text, String version) {
    String[] lines = text.split("\n", -1);
    if (!lines[0].equals(FORM + version)) {
      return Optional.empty();
    }
    Map<String, String> notes = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int blank = lines[i].indexOf(' ');
      if (blank > 0) {
        notes.put(lines[i].substring(0, blank), unescaped(lines[i].substring(blank + 1)));
      }
    }
    return Optional.of(notes);
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        plain.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
