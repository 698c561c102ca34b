package io.godwit.files.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.files.SourceYaml;
import io.godwit.files.bytes.FileSource;
import io.godwit.files.bytes.Packed;
import io.godwit.files.bytes.Readings;
import io.godwit.files.spec.FileSpec;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The standard input is a source like any other, as long as it comes again where it must. */
class SpooledInputTest {

  private static final String ROWS = "id,t\n1,a\n2,b\n3,c\n";

  @Test
  void theInputIsReadByOneReader() throws Exception {
    Source source = source(ROWS.getBytes(StandardCharsets.UTF_8));

    Plan plan = source.plan();

    assertThat(plan.splits()).hasSize(1);
    assertThat(plan.records()).isEqualTo(3);
    assertThat(source.inspect().remarks())
        .singleElement()
        .asString()
        .startsWith("the standard input is read by one reader");
    List<Reading> read = Readings.of(source, plan.splits());
    assertThat(read).hasSize(3);
    assertThat(((Reading.Read) read.get(2)).record().origin().text()).isEqualTo("stdin:4");
  }

  @Test
  void theSameInputGoesOnAndAnotherIsRefused() throws Exception {
    Source before = source(ROWS.getBytes(StandardCharsets.UTF_8));
    Plan plan = before.plan();
    Position position;
    try (SplitReader reader = before.read(plan.splits().getFirst(), Position.START)) {
      reader.read(2);
      position = reader.position();
    }

    Source same = source(ROWS.getBytes(StandardCharsets.UTF_8));
    Source other = source(ROWS.replace('c', 'd').getBytes(StandardCharsets.UTF_8));

    assertThat(same.fingerprint()).isEqualTo(plan.fingerprint());
    assertThat(Readings.of(same, plan.splits().getFirst(), position)).hasSize(1);
    assertThat(other.fingerprint()).isNotEqualTo(plan.fingerprint());
    assertThatThrownBy(() -> other.read(plan.splits().getFirst(), position))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aPackedInputIsUnpacked() throws Exception {
    Source source = source(Packed.gzip(ROWS.getBytes(StandardCharsets.UTF_8)));

    assertThat(source.plan().records()).isEqualTo(3);
  }

  @Test
  void theInputStandsAlone() {
    assertThatThrownBy(() -> SourceYaml.spec("csv: ['-', rows.csv]\nkey: id"))
        .hasMessageContaining("the standard input stands alone");
  }

  private static Source source(byte[] input) {
    FileSpec spec = SourceYaml.spec("csv: '-'\nkey: id\nsplit: 1B");
    return new FileSource(
        LocalFiles.of(List.of("-"), Path.of(""), new ByteArrayInputStream(input), any -> {}),
        SourceYaml.format(spec),
        spec);
  }
}
