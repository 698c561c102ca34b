package io.godwit.testkit.contract;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsRecall;
import io.godwit.common.spi.sink.SupportsWitness;
import io.godwit.common.spi.sink.SupportsWitness.Witness;
import java.util.List;
import java.util.Optional;

/**
 * A target and the sink of one unit, for tests: records are written as a row each, and closing it
 * closes the target.
 *
 * @param target that is closed
 * @param sink of a unit
 */
public record OpenSink(Target target, Sink sink) implements AutoCloseable {

  /** The unit of the records that tests make. */
  public static final String UNIT = "things";

  /**
   * The sink of an opened target.
   *
   * @param bare which fields of the records hold bare text
   */
  public static OpenSink of(Target target, BareTexts bare) throws Trouble {
    return new OpenSink(target, target.sink(UNIT, bare));
  }

  /** The same for records without bare text. */
  public static OpenSink of(Target target) throws Trouble {
    return of(target, BareTexts.NONE);
  }

  private static List<Write> rows(List<DataRecord> records) {
    return records.stream().map(Write::of).toList();
  }

  /** Writes records, a row each. */
  public List<Answer> write(List<DataRecord> records) throws Trouble {
    return sink.write(rows(records));
  }

  /** Isolates records; only of a sink that has witnesses. */
  public List<Answer> isolate(List<DataRecord> records) throws Trouble {
    return as(SupportsWitness.class).isolate(rows(records));
  }

  /** Asks for a witness; only of a sink that has some. */
  public Witness witness(Optional<DataRecord> accepted, DataRecord refused) throws Trouble {
    return as(SupportsWitness.class).witness(accepted.map(Write::of), Write.of(refused));
  }

  /** Asks which records are held; only of a sink that can say so. */
  public List<Boolean> holds(List<DataRecord> records) throws Trouble {
    return as(SupportsRecall.class).holds(rows(records));
  }

  /** The sink as something that it supports. */
  public <T> T as(Class<T> supported) {
    return supported.cast(sink);
  }

  @Override
  public void close() {
    target.close();
  }
}
