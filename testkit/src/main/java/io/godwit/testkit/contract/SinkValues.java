package io.godwit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a sink writes is what was read: to the last digit, or it is refused. */
public interface SinkValues {

  /** A target of its own for a test. */
  SinkGround ground() throws Exception;

  /** Each of the values that the target is said to hold comes back as it was. */
  @Test
  default void valuesComeBackAsTheyWere() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      List<DataRecord> batch = new ArrayList<>();
      for (Map.Entry<String, List<Value>> field : ground.exact().entrySet()) {
        for (Value value : field.getValue()) {
          long id = batch.size() + 1L;
          batch.add(
              SinkRecords.of(id, SinkRecords.fields(id, "n" + id).with(field.getKey(), value)));
        }
      }
      assertThat(batch).as("values to write").isNotEmpty();
      assertThat(sink.write(batch)).containsOnly(Outcome.Written.WRITTEN);
      Map<Long, Document> held = ground.held();
      for (DataRecord record : batch) {
        assertThat(held.get(record.id().ordinal())).isEqualTo(record.fields());
      }
    }
  }

  /** Texts of all kinds of characters. */
  @Test
  default void textsComeBackAsTheyWere() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      List<String> texts =
          List.of("", " ", "a\tb\nc\r\nd\\e", "'quoted\" \\N", "ä\u00df\u4e2d\ud83d\udc26", "null");
      List<DataRecord> batch = new ArrayList<>();
      for (String text : texts) {
        batch.add(SinkRecords.thing(batch.size() + 1L, text));
      }
      assertThat(sink.write(batch)).containsOnly(Outcome.Written.WRITTEN);
      for (DataRecord record : batch) {
        assertThat(ground.held().get(record.id().ordinal())).isEqualTo(record.fields());
      }
    }
  }
}
