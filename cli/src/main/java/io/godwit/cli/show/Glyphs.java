package io.godwit.cli.show;

import java.nio.charset.Charset;

/**
 * The few characters beyond letters that the live view draws with.
 *
 * @param full a done part of the bar
 * @param empty a part to do
 * @param dot between things of equal rank
 * @param to between the ends of a range
 * @param more where a line had to be cut
 */
record Glyphs(String full, String empty, String dot, String to, String more) {

  static final Glyphs UNICODE = new Glyphs("█", "░", "·", "–", "…");
  static final Glyphs ASCII = new Glyphs("#", ".", "|", "-", "~");

  /** The richest set that a terminal's encoding can show. */
  static Glyphs of(Charset encoding) {
    return encoding.newEncoder().canEncode("█░·–…") ? UNICODE : ASCII;
  }
}
