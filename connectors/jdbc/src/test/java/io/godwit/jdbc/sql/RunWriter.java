package io.godwit.jdbc.sql;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.TableUse;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** A partition of a run, as its owner writes there. */
public final class RunWriter {
  private final TableTarget target;
  private final PartitionLedger ledger;
  private int records;

  /** One that has written nothing yet. */
  public RunWriter(TableTarget target, String run) {
    this.target = target;
    this.ledger = target.ledger(new LedgerOwner(UndoGround.JOB, run, 1)).orElseThrow();
  }

  /** Another owner of what the first one has written up to some record. */
  public static RunWriter after(TableTarget target, String run, int records) {
    RunWriter writer = new RunWriter(target, run);
    writer.records = records;
    return writer;
  }

  /** Writes rows of the first table. */
  public List<Answer> write(Document... documents) throws Trouble {
    return write(List.of(new TableUse(0, BareTexts.NONE)), documents);
  }

  /** Writes rows of some tables. */
  public List<Answer> write(List<TableUse> uses, Document... documents) throws Trouble {
    ledger.turnTo(new LedgerSpan(records, records + documents.length, 0));
    ledger.comesLate(false);
    List<Write> writes = new ArrayList<>();
    for (Document document : documents) {
      writes.add(
          Write.of(
              new DataRecord(
                  new RecordId(0, records++), new Key("k"), new Origin("unit", 1), document)));
    }
    return ledger.through(target.sink("unit", uses)).write(writes);
  }

  /** A row of fields given as name, value, name, value. */
  public static Document row(Object... fields) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      Value value =
          switch (fields[i + 1]) {
            case Integer number -> new Value.Int32(number);
            case String text -> new Value.Text(text);
            case Object none -> Value.Null.NULL;
          };
      values.put((String) fields[i], value);
    }
    return Document.of(values);
  }

  /** One that tells what it hears. */
  public static SupportsUndo.Listener listener(LongConsumer putBack, List<SupportsUndo.Left> left) {
    return new SupportsUndo.Listener() {
      @Override
      public void putBack(long rows) {
        putBack.accept(rows);
      }

      @Override
      public void left(SupportsUndo.Left row) {
        left.add(row);
      }
    };
  }
}
