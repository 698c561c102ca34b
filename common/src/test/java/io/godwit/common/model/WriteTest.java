package io.godwit.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteTest {

  private static final Document FIELDS = Document.of("id", new Value.Int64(1));
  private static final DataRecord RECORD =
      new DataRecord(new RecordId(0, 0), new Key("1"), new Origin("things", 1), FIELDS);

  @Test
  void aRecordIsItsOneRowInTheFirstTable() {
    assertThat(Write.of(RECORD).rows()).containsExactly(new Row(0, FIELDS));
    assertThat(Write.of(RECORD).only()).isSameAs(FIELDS);
    assertThat(new Write.OfRows(RECORD, List.of(new Row(0, FIELDS))).only()).isSameAs(FIELDS);
  }

  @Test
  void whatHasSeveralRowsIsNotTakenForOne() {
    Row row = new Row(0, FIELDS);
    Write several = new Write.OfRows(RECORD, List.of(row, row));
    Write elsewhere = new Write.OfRows(RECORD, List.of(new Row(1, FIELDS)));

    assertThatThrownBy(several::only).hasMessageContaining("2 rows, and the sink takes one");
    assertThatThrownBy(elsewhere::only).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aWriteHasARowAndARowATable() {
    assertThatThrownBy(() -> new Write.OfRows(RECORD, List.of()))
        .hasMessageContaining("has no row");
    assertThatThrownBy(() -> new Row(-1, FIELDS)).hasMessageContaining("counted from 0");
  }
}
