package io.godwit.jdbc.sql.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.RowBuilder;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.source.SupportsCount;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.relation.KeyBinding;
import io.godwit.jdbc.sql.relation.RowTeller;
import io.godwit.jdbc.sql.relation.Selection;
import io.godwit.jdbc.sql.relation.SourceDialect;
import io.godwit.jdbc.sql.relation.UnreadableValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a range of a unit in its order, in one state of the database, and counts it in that state.
 *
 * <p>A row is encoded where it is read. Of the answer the driver holds about a megabyte at a time,
 * and one call answers about two.
 */
final class KeysetReader implements SplitReader, SupportsCount {

  private static final long ANSWER_BYTES = 2 << 20;
  private static final int RAW_CHARACTERS = 16 << 10;

  private final ReadSession session;
  private final Runnable closed;
  private final Split split;
  private final KeysetQuery query;
  private final KeyBinding keys;
  private final RowTeller teller;
  private final RowBuilder rows;
  private final RecordKey key;
  private final String[] names;
  private final int firstField;
  private final Column[] order;
  private final int[] orderPlaces;
  private final long skipped;
  private final FetchSize fetchSize = new FetchSize();
  private final ResultSet answer;

  private long ordinal;
  private List<String> at;
  private boolean ended;

  private KeysetReader(Opened opened, ResultSet answer, long skipped) {
    this.session = opened.session;
    this.closed = opened.closed;
    this.split = opened.split;
    Selection selection = opened.unit.selection();
    this.query = opened.query();
    this.keys = opened.dialect.keys();
    this.names = selection.relation().names().toArray(String[]::new);
    this.firstField = selection.isByPlace() ? 2 : 1;
    this.teller = opened.dialect.rows(selection.relation().columns(), firstField);
    this.rows = opened.rows;
    this.key = RecordKey.of(opened.unit.key(), selection.relation().names());
    this.order = selection.ordered().toArray(Column[]::new);
    this.orderPlaces =
        selection.order().stream().mapToInt(of -> selection.read().indexOf(of) + 1).toArray();
    this.skipped = skipped;
    this.answer = answer;
    this.ordinal = opened.from.ordinal();
    this.at = opened.behind();
  }

  /**
   * What a reader is made of.
   *
   * @param closed is told when the reader has been closed
   * @param unit as the session sees it
   */
  record Opened(
      ReadSession session,
      Runnable closed,
      Split split,
      Position from,
      KeyRange range,
      SourceUnit unit,
      SourceDialect dialect,
      RowBuilder rows) {

    private List<String> behind() {
      return from.at().isEmpty() ? List.of() : EscapedTexts.split(from.at());
    }

    private KeysetQuery query() {
      Optional<List<String>> start = Optional.of(behind()).filter(key -> !key.isEmpty());
      return new KeysetQuery(
          unit.selection(), dialect.keys(), start.or(range::behind), range.upTo());
    }

    /** A reader that has asked for its rows. */
    KeysetReader reader(Connection connection) throws SQLException {
      PreparedStatement statement = query().read(connection);
      statement.setFetchSize(FetchSize.FIRST);
      ResultSet answer = statement.executeQuery();
      return new KeysetReader(this, answer, skip(answer));
    }

    /** Rows without a key or a place are counted off: that is all that tells where to go on. */
    private long skip(ResultSet answer) throws SQLException {
      long skipped = 0;
      boolean counts = unit.selection().order().isEmpty();
      while (counts && skipped < from.ordinal() && answer.next()) {
        skipped++;
      }
      return skipped;
    }
  }

  @Override
  public List<Reading> read(int max) throws Trouble {
    return session.ask(ignored -> next(max));
  }

  private List<Reading> next(int max) throws SQLException {
    List<Reading> readings = new ArrayList<>(Math.min(max, 1024));
    long bytes = 0;
    while (readings.size() < max && bytes < ANSWER_BYTES && !ended) {
      if (answer.next()) {
        bytes += reading(readings);
        ordinal++;
      } else {
        ended = true;
        answer.close();
      }
    }
    if (!ended) {
      answer.setFetchSize(fetchSize.now());
    }
    return readings;
  }

  /** Answers about how many bytes the row has. */
  private int reading(List<Reading> readings) throws SQLException {
    at = texts();
    RecordId id = new RecordId(split.number(), ordinal);
    Origin origin = new Origin(split.unit(), 0);
    rows.begin();
    try {
      int size = teller.tell(answer, rows);
      fetchSize.read(size);
      Optional<Key> known = key.of(rows::value, otherwise());
      readings.add(
          known.isPresent()
              ? new Reading.Read(new DataRecord(id, known.get(), origin, rows.take(names)))
              : unreadable(id, origin, new Failure(ErrorCode.KEY_MISSING, "the key is null")));
      return size;
    } catch (UnreadableValue e) {
      Failure failure = new Failure(ErrorCode.VALUE_UNSUPPORTED, e.message(), e.column());
      readings.add(unreadable(id, origin, failure));
      return RAW_CHARACTERS;
    }
  }

  /** What identifies a row without a key. */
  private String otherwise() {
    return at.isEmpty() ? Long.toString(ordinal + 1) : String.join(" ", at);
  }

  private List<String> texts() throws SQLException {
    List<String> texts = new ArrayList<>(orderPlaces.length);
    for (int i = 0; i < orderPlaces.length; i++) {
      texts.add(keys.text(answer, orderPlaces[i], order[i]));
    }
    return texts;
  }

  private Reading unreadable(RecordId id, Origin origin, Failure failure) throws SQLException {
    StringBuilder raw = new StringBuilder();
    for (int i = 0; i < names.length && raw.length() < RAW_CHARACTERS; i++) {
      String text = answer.getString(firstField + i);
      raw.append(names[i]).append(": ").append(text == null ? "null" : text).append('\n');
    }
    Optional<Key> shown =
        failure.code() == ErrorCode.KEY_MISSING
            ? Optional.empty()
            : Optional.of(new Key(otherwise()));
    byte[] bytes = Excerpt.of(raw.toString(), RAW_CHARACTERS).getBytes(UTF_8);
    return new Reading.Unreadable(id, shown, origin, bytes, failure);
  }

  @Override
  public Position position() {
    return new Position(ordinal, at.isEmpty() ? "" : EscapedTexts.join(at));
  }

  @Override
  public long counted() throws Trouble {
    return session.ask(query::count) - skipped;
  }

  @Override
  public void close() {
    session.close();
    closed.run();
  }
}
