package io.godwit.files.bytes;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Cuts a file into ranges at record starts, and counts the records of each, in one pass that keeps
 * nothing of the file.
 */
public final class SplitPlanner {

  /**
   * A range with its count.
   *
   * @param records how many records start in it, at least 1
   */
  public record Piece(Range range, long records) {}

  private final Window window;
  private final Framing framing;
  private final LongUnaryOperator nextCut;
  private final long size;
  private final List<Piece> pieces = new ArrayList<>();

  private SplitPlanner(Window window, Framing framing, LongUnaryOperator nextCut, long size) {
    this.window = window;
    this.framing = framing;
    this.nextCut = nextCut;
    this.size = size;
  }

  /**
   * The pieces of a file in its order; none where it holds no record.
   *
   * @param body where records may start
   * @param framing a fresh one for the body's line
   * @param nextCut the first cut behind an offset; the range that holds the offset ends at the
   *     first record start at or after that cut
   * @param buffer how many bytes to read at once
   */
  public static List<Piece> cut(
      SeekableByteChannel channel,
      long body,
      Framing framing,
      LongUnaryOperator nextCut,
      int buffer)
      throws IOException {
    long size = channel.size();
    Window window = new Window(channel, body, size, buffer);
    return new SplitPlanner(window, framing, nextCut, size).cut();
  }

  private List<Piece> cut() throws IOException {
    if (!findStart()) {
      return pieces;
    }
    Place start = new Place(window.offset(), framing.line());
    long cut = nextCut.applyAsLong(start.offset());
    long records = 0;
    do {
      if (window.offset() >= cut) {
        Place next = new Place(window.offset(), framing.line());
        pieces.add(new Piece(new Range(start, next.offset()), records));
        start = next;
        cut = nextCut.applyAsLong(start.offset());
        records = 0;
      }
      records++;
      passRecord();
    } while (findStart());
    pieces.add(new Piece(new Range(start, size), records));
    return pieces;
  }

  private boolean findStart() throws IOException {
    while (true) {
      window.at = framing.skip(window.bytes, window.at, window.to);
      if (window.at < window.to) {
        return true;
      }
      window.forget();
      if (!window.more()) {
        return false;
      }
    }
  }

  private void passRecord() throws IOException {
    int end = framing.end(window.bytes, window.at, window.to);
    while (end < 0) {
      window.forget();
      if (!window.more()) {
        return;
      }
      end = framing.end(window.bytes, window.at, window.to);
    }
    window.at = end;
  }
}
