package io.godwit.jdbc.sql.tables;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Match;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Field;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.common.spi.sink.SupportsCautions;
import io.godwit.common.spi.sink.SupportsFields;
import io.godwit.common.spi.sink.SupportsKey;
import io.godwit.common.spi.sink.SupportsKeyEquality;
import io.godwit.common.spi.sink.SupportsNotices;
import io.godwit.common.spi.sink.SupportsRecall;
import io.godwit.common.spi.sink.SupportsVerify;
import io.godwit.jdbc.sql.write.NotedSink;
import io.godwit.jdbc.sql.write.Noting;
import io.godwit.jdbc.sql.write.TableSink;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A {@link TableSink} whose guards know a baseline. What a sink supports is told by its type, so
 * the two are two types; this one adds nothing of its own.
 */
public final class GuardedSink
    implements NotedSink,
        SupportsFields,
        SupportsKey,
        SupportsKeyEquality,
        SupportsBaseline,
        SupportsCautions,
        SupportsNotices,
        SupportsRecall,
        SupportsVerify {

  private final TableSink sink;
  private final SupportsBaseline baseline;

  GuardedSink(TableSink sink, SupportsBaseline baseline) {
    this.sink = sink;
    this.baseline = baseline;
  }

  @Override
  public List<Answer> write(List<Write> writes) throws Trouble {
    return sink.write(writes);
  }

  @Override
  public List<Answer> write(List<Write> writes, int most, Noting noting) throws Trouble {
    return sink.write(writes, most, noting);
  }

  @Override
  public boolean overwrites() {
    return sink.overwrites();
  }

  @Override
  public List<Answer> isolate(List<Write> writes) throws Trouble {
    return sink.isolate(writes);
  }

  @Override
  public Witness witness(Optional<Write> accepted, Write refused) throws Trouble {
    return sink.witness(accepted, refused);
  }

  @Override
  public List<Boolean> holds(List<Write> writes) throws Trouble {
    return sink.holds(writes);
  }

  @Override
  public List<String> key(int table) {
    return sink.key(table);
  }

  @Override
  public List<Match> compare(List<Row> rows) throws Trouble {
    return sink.compare(rows);
  }

  @Override
  public void check(Set<String> fields) {
    sink.check(fields);
  }

  @Override
  public void check(int table, Set<String> fields) {
    sink.check(table, fields);
  }

  @Override
  public List<String> key() {
    return sink.key();
  }

  @Override
  public Optional<String> unknownEquality() {
    return sink.unknownEquality();
  }

  @Override
  public List<String> cautions(int table, List<Field> declared, Optional<Set<String>> all) {
    return sink.cautions(table, declared, all);
  }

  @Override
  public List<String> notices(Optional<Set<String>> fields) {
    return sink.notices(fields);
  }

  @Override
  public String unit() {
    return baseline.unit();
  }

  @Override
  public SortedMap<String, String> baseline() {
    return baseline.baseline();
  }

  @Override
  public void restOn(Recorded source) throws Trouble {
    baseline.restOn(source);
  }

  @Override
  public List<String> differences(SortedMap<String, String> other) {
    return baseline.differences(other);
  }
}
