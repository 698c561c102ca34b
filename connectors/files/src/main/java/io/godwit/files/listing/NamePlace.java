package io.godwit.files.listing;

/**
 * Where a reader is: behind an object, and behind so many of those after it that have no name of
 * their own to be found by.
 *
 * @param behind the object's name; empty before the first
 * @param nameless how many of the unreadable ones between it and the next object are read
 */
record NamePlace(String behind, int nameless) {

  String text() {
    return nameless + ":" + behind;
  }

  static NamePlace parse(String text) {
    int colon = text.indexOf(':');
    return new NamePlace(text.substring(colon + 1), Integer.parseInt(text.substring(0, colon)));
  }
}
