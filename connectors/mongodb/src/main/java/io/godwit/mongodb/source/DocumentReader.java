package io.godwit.mongodb.source;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCursor;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.source.SupportsCount;
import io.godwit.mongodb.bson.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/**
 * Reads the documents of one range in the order of their ids. A position is the id of the last one,
 * and a cursor that is gone (servers end those that nobody asks for ten minutes) is opened anew
 * behind it.
 *
 * <p><b>Counting.</b> The rest of the range is counted whenever a cursor is opened. Where the
 * server has states ({@link CollectionState#isSteady}), that is the state which is then read, and
 * the sum of these counts is what {@link #counted} answers. Elsewhere others may put in and remove
 * documents between count and reading; if the two differ, it is counted once more, and where that
 * differs from the first time, the collection has changed and there is no number to hold the
 * reading to: what was read is then answered. A collection that stands still is counted in either
 * case.
 *
 * <p>Memory: a batch of the server's, of at most 16 MB, and what one answer holds, of about {@value
 * #ANSWER_BYTES} bytes and a document.
 */
final class DocumentReader implements SplitReader, SupportsCount {

  private static final long ANSWER_BYTES = 2 << 20;

  private final CollectionReads reads;
  private final IdRange range;
  private final DocumentReadings readings;
  private final Position from;
  private final Optional<RawValue> begin;

  private CollectionState state;
  private Optional<MongoCursor<RawBsonDocument>> cursor = Optional.empty();
  private Optional<RawValue> last;
  private long ordinal;
  private long expected;
  private boolean moved;

  /**
   * A reader that has its first cursor.
   *
   * @param from where it begins
   */
  DocumentReader(CollectionReads reads, IdRange range, DocumentReadings readings, Position from)
      throws Trouble {
    this.reads = reads;
    this.range = range;
    this.readings = readings;
    this.from = from;
    this.begin = Optional.of(from.at()).filter(at -> !at.isEmpty()).map(RawValue::parse);
    this.last = begin;
    this.ordinal = from.ordinal();
    this.state = reads.state();
    boolean opened = false;
    try {
      open();
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  @Override
  public List<Reading> read(int max) throws Trouble {
    List<Reading> answer = new ArrayList<>(Math.min(max, 1024));
    long bytes = 0;
    while (answer.size() < max && bytes < ANSWER_BYTES) {
      Optional<RawBsonDocument> next = next();
      if (next.isEmpty()) {
        break;
      }
      byte[] document = RawValue.bytes(next.get());
      answer.add(readings.of(document, ordinal));
      last = RawValue.find(document, IdBracket.ID);
      ordinal++;
      bytes += document.length;
    }
    if (answer.isEmpty()) {
      // One that was dropped or replaced meanwhile has no documents either.
      reads.requireSame(range);
    }
    return answer;
  }

  private Optional<RawBsonDocument> next() throws Trouble {
    while (cursor.isPresent()) {
      try {
        if (!cursor.get().hasNext()) {
          return Optional.empty();
        }
        RawBsonDocument document = cursor.get().next();
        moved = true;
        return Optional.of(document);
      } catch (MongoException e) {
        // Each cursor must have brought something, or this would go on for ever.
        if (!moved || !SourceErrors.isCursorGone(e)) {
          throw reads.trouble(e);
        }
        reopen();
      }
    }
    return Optional.empty();
  }

  private void reopen() throws Trouble {
    close();
    state = reads.state();
    reads.requireSame(range);
    open();
  }

  private void open() throws Trouble {
    moved = false;
    Optional<BsonDocument> rest = last.isEmpty() ? Optional.of(range.filter()) : behind();
    long found = 0;
    if (rest.isPresent()) {
      BsonDocument filter = reads.filtered(rest.get());
      found = count(filter);
      cursor = Optional.of(reads.find(state, filter));
    }
    expected = ordinal - from.ordinal() + found;
  }

  private Optional<BsonDocument> behind() {
    return last.flatMap(range::behind);
  }

  private long count(BsonDocument filter) throws Trouble {
    try {
      return state.count(filter);
    } catch (MongoException e) {
      if (!state.isSteady() || !CollectionState.isRefused(e)) {
        throw reads.trouble(e);
      }
      state.close();
      state = reads.unsteady();
      return reads.count(state, filter);
    }
  }

  @Override
  public long counted() throws Trouble {
    long read = ordinal - from.ordinal();
    if (read == expected || state.isSteady()) {
      return expected;
    }
    Optional<BsonDocument> all =
        begin.isEmpty() ? Optional.of(range.filter()) : begin.flatMap(range::behind);
    long now = all.isEmpty() ? 0 : reads.count(state, reads.filtered(all.get()));
    return now == expected ? expected : read;
  }

  @Override
  public Position position() {
    return new Position(ordinal, last.map(RawValue::text).orElse(""));
  }

  @Override
  public void close() {
    cursor.ifPresent(MongoCursor::close);
    cursor = Optional.empty();
    state.close();
  }
}
