package io.godwit.files.bytes;

import io.godwit.files.content.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  public record Piece(ByteRange range, long records) {}

  /** The first ones tell what is wrong; a file may be wrong a million times. */
  private static final int MOST_SPRAWLS = 3;

  /**
   * What a pass over a file found.
   *
   * @param pieces in the file's order; none where it holds no record
   * @param sprawls the first records that go over suspiciously many lines
   * @param missing what the file lacks at its end
   * @param advice what to do about the sprawls
   */
  public record Found(
      List<Piece> pieces,
      List<Sprawl> sprawls,
      Optional<String> missing,
      Optional<String> advice) {}

  private final Window window;
  private final Framing framing;
  private final LongUnaryOperator nextCut;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Sprawl> sprawls = new ArrayList<>();

  private SplitPlanner(Window window, Framing framing, LongUnaryOperator nextCut) {
    this.window = window;
    this.framing = framing;
    this.nextCut = nextCut;
  }

  /**
   * Runs over a content once.
   *
   * @param body where records may start
   * @param framing a fresh one for the body's line
   * @param nextCut the first cut behind an offset; the range that holds the offset ends at the
   *     first record start at or after that cut
   * @param buffer how many bytes to read at once
   */
  public static Found cut(
      Content content, long body, Framing framing, LongUnaryOperator nextCut, int buffer)
      throws IOException {
    long end = content.size().orElse(Window.OPEN_END);
    Window window = new Window(content.from(body), body, end, buffer);
    SplitPlanner planner = new SplitPlanner(window, framing, nextCut);
    planner.cut();
    return new Found(planner.pieces, planner.sprawls, framing.missing(), framing.againstSprawl());
  }

  private void cut() throws IOException {
    if (!findStart()) {
      return;
    }
    FilePlace start = new FilePlace(window.offset(), framing.line());
    long cut = nextCut.applyAsLong(start.offset());
    long records = 0;
    do {
      if (window.offset() >= cut) {
        FilePlace next = new FilePlace(window.offset(), framing.line());
        pieces.add(new Piece(new ByteRange(start, next.offset()), records));
        start = next;
        cut = nextCut.applyAsLong(start.offset());
        records = 0;
      }
      records++;
      passRecord();
    } while (findStart());
    pieces.add(new Piece(new ByteRange(start, window.offset()), records));
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
    long line = framing.line();
    long start = window.offset();
    boolean ended = passOne();
    boolean open = !ended && framing.unfinished().isPresent();
    boolean many =
        framing.line() - line >= Sprawl.MANY_LINES && framing.againstSprawl().isPresent();
    if ((open || many) && sprawls.size() < MOST_SPRAWLS) {
      sprawls.add(new Sprawl(line, framing.line(), window.offset() - start, !open));
    }
  }

  private boolean passOne() throws IOException {
    int end = framing.end(window.bytes, window.at, window.to);
    while (end < 0) {
      window.forget();
      if (!window.more()) {
        return false;
      }
      end = framing.end(window.bytes, window.at, window.to);
    }
    window.at = end;
    return true;
  }
}
