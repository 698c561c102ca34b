package io.godwit.files.bytes;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.SplitReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the records of one range of a file.
 *
 * <p>Memory: a window that holds one record of at most {@code maxRecord} bytes (it may grow to
 * twice that), and the answer of one call, which ends early once its records have come to {@link
 * #ANSWER_BYTES}. A larger record is passed over without being held.
 */
final class FramedReader implements SplitReader {

  /** A caller may ask for thousands of records of megabytes each, and means no harm by it. */
  private static final long ANSWER_BYTES = 2 << 20;

  private static final int RAW_BYTES = 64 << 10;
  private static final int RAW_BYTES_OF_TOO_LARGE = 1 << 10;

  private final Split split;
  private final OpenedFile file;
  private final Window window;
  private final Framing framing;
  private final RecordDecoder decoder;
  private final long maxRecord;

  private long ordinal;
  private long behind;
  private long lineBehind;

  /**
   * A reader from a place on.
   *
   * @param ordinal how many records of the split lie before the place
   * @param framing a fresh one for the place's line
   */
  FramedReader(
      Split split,
      OpenedFile file,
      Window window,
      long ordinal,
      Framing framing,
      RecordDecoder decoder,
      long maxRecord) {
    this.split = split;
    this.file = file;
    this.window = window;
    this.framing = framing;
    this.decoder = decoder;
    this.maxRecord = maxRecord;
    this.ordinal = ordinal;
    this.behind = window.offset();
    this.lineBehind = framing.line();
  }

  @Override
  public List<Reading> read(int max) throws Trouble {
    List<Reading> answer = new ArrayList<>(Math.min(max, 1024));
    long stop = behind + ANSWER_BYTES;
    try {
      while (answer.size() < max && behind < stop && findStart()) {
        answer.add(readRecord());
        ordinal++;
        behind = window.offset();
        lineBehind = framing.line();
      }
    } catch (IOException e) {
      throw file.file().unreadable(e);
    }
    // Here and not only at the end: what was read of another file must not go out as records.
    file.requireUnchanged();
    return answer;
  }

  @Override
  public Position position() {
    return new Position(ordinal, new FilePlace(behind, lineBehind).text());
  }

  @Override
  public void close() {
    try {
      file.content().close();
    } catch (IOException e) {
      // Nothing was written through the channel, so nothing can be lost by its closing badly.
      throw new IllegalStateException("cannot close " + split.unit(), e);
    }
  }

  private boolean findStart() throws IOException {
    while (true) {
      window.at = framing.skip(window.bytes, window.at, window.to);
      window.mark = window.at;
      if (window.at < window.to) {
        return true;
      }
      if (!window.more()) {
        return false;
      }
    }
  }

  private Reading readRecord() throws IOException {
    Origin origin = new Origin(split.unit(), framing.line());
    int end = framing.end(window.bytes, window.at, window.to);
    while (end < 0 && window.to - window.mark <= maxRecord) {
      window.at = window.to;
      if (!window.more()) {
        Optional<Failure> unfinished = framing.unfinished();
        return unfinished.isPresent()
            ? unreadable(origin, keyOfBeginning(), RAW_BYTES, over(origin, unfinished.get()))
            : decode(origin);
      }
      end = framing.end(window.bytes, window.at, window.to);
    }
    window.at = end < 0 ? window.to : end;
    return window.at - window.mark > maxRecord ? passTooLarge(origin, end) : decode(origin);
  }

  private Reading decode(Origin origin) {
    return switch (decoder.decode(window.bytes, window.mark, window.at)) {
      case Decoded.Content(var key, var fields) ->
          new Reading.Read(new DataRecord(id(), key, origin, fields));
      case Decoded.Fault(var key, var failure) ->
          unreadable(origin, key, RAW_BYTES, over(origin, failure));
    };
  }

  /**
   * A failure of where fields or records end, with the lines that it takes along: they may hold
   * good records, and nothing else would say so.
   */
  private Failure over(Origin origin, Failure failure) {
    long bytes = window.offset() - window.base - window.mark;
    return framing.line() > origin.line() && takesLinesAlong(failure.code())
        ? over(origin, failure, bytes)
        : failure;
  }

  private Failure over(Origin origin, Failure failure, long bytes) {
    String lines =
        "%s; the record goes from line %d to line %d and has %d bytes"
            .formatted(failure.message(), origin.line(), framing.line(), bytes);
    String advice = framing.againstSprawl().map(text -> "; " + text).orElse("");
    return new Failure(failure.code(), lines + advice, failure.column());
  }

  private static boolean takesLinesAlong(ErrorCode code) {
    return code == ErrorCode.CSV_UNCLOSED_QUOTE
        || code == ErrorCode.CSV_AFTER_QUOTE
        || code == ErrorCode.CSV_FIELD_COUNT
        || code == ErrorCode.JSON_MALFORMED;
  }

  /** The key and the raw beginning are taken before the window gives the record up. */
  private Reading passTooLarge(Origin origin, int knownEnd) throws IOException {
    long start = window.base + window.mark;
    Optional<Key> key = keyOfBeginning();
    byte[] raw = raw(RAW_BYTES_OF_TOO_LARGE);
    int end = knownEnd;
    Optional<Failure> unfinished = Optional.empty();
    while (end < 0) {
      window.forget();
      if (!window.more()) {
        unfinished = framing.unfinished();
        break;
      }
      end = framing.end(window.bytes, window.at, window.to);
    }
    window.at = end < 0 ? window.to : end;
    long size = window.offset() - start;
    Failure tooLarge =
        new Failure(
            ErrorCode.RECORD_TOO_LARGE,
            "the record has " + size + " bytes; the job allows " + maxRecord);
    Failure failure = unfinished.orElse(tooLarge);
    if (framing.line() > origin.line()) {
      failure = over(origin, failure, size);
    }
    return new Reading.Unreadable(id(), key, origin, file.encoding().shown(raw), failure);
  }

  private Reading unreadable(Origin origin, Optional<Key> key, int most, Failure failure) {
    byte[] raw = file.encoding().shown(raw(most));
    return new Reading.Unreadable(id(), key, origin, raw, failure);
  }

  private RecordId id() {
    return new RecordId(split.number(), ordinal);
  }

  private Optional<Key> keyOfBeginning() {
    int to = (int) Math.min(window.at, window.mark + maxRecord);
    return decoder.keyOfBeginning(window.bytes, window.mark, to);
  }

  private byte[] raw(int most) {
    return Arrays.copyOfRange(window.bytes, window.mark, Math.min(window.at, window.mark + most));
  }
}
