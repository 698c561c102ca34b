package io.godwit.files.listing;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The names that a split has.
 *
 * @param from the name before the first; empty where it is the first split
 * @param to the last name; empty where it is the last split
 */
record NameRange(String from, String to) {

  /** As it stands in a plan: plain text, whatever the names hold. */
  String text() {
    return URLEncoder.encode(from, StandardCharsets.UTF_8)
        + " "
        + URLEncoder.encode(to, StandardCharsets.UTF_8);
  }

  /** The range of a plan. */
  static NameRange parse(String text) {
    int middle = text.indexOf(' ');
    return new NameRange(
        URLDecoder.decode(text.substring(0, middle), StandardCharsets.UTF_8),
        URLDecoder.decode(text.substring(middle + 1), StandardCharsets.UTF_8));
  }
}
