package io.godwit.files.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.files.SourceYaml;
import io.godwit.files.bytes.Packed;
import io.godwit.files.bytes.Readings;
import io.godwit.files.local.LocalFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packed files hold what was packed, whatever they are called, and are never short unseen. */
class PackedFilesTest {

  private static final int ROWS = 5000;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rows.csv.gz", "rows.csv"})
  void gzipIsKnownByItsContent(String name) throws Exception {
    Files.write(folder.resolve(name), Packed.gzip(csv(0, ROWS)));

    Plan plan = source(name).plan();

    assertThat(plan.records()).isEqualTo(ROWS);
    assertThat(plan.splits()).hasSize(1);
    assertThat(source(name).inspect().remarks())
        .containsExactly(name + " is packed by gzip, so one reader reads it");
    assertThat(keys(Readings.of(source(name)))).isEqualTo(numbers(ROWS));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void piecesPutOneBehindTheOtherAreOneFile(Packing packing) throws Exception {
    Files.write(
        folder.resolve("rows"),
        join(
            pack(packing, csv(0, 10)),
            pack(packing, "".getBytes(StandardCharsets.UTF_8)),
            pack(packing, row(10)),
            pack(packing, row(11))));

    assertThat(keys(Readings.of(source("rows")))).isEqualTo(numbers(12));
  }

  /** The JDK's reader of gzip says nothing of a second member that is cut. */
  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void aFileThatIsCutAnywhereIsRefused(Packing packing) throws Exception {
    byte[] first = pack(packing, csv(0, 20));
    byte[] whole = join(first, pack(packing, row(20)));
    for (int cut = 4; cut < whole.length; cut++) {
      if (cut != first.length) {
        Files.write(folder.resolve("rows"), Arrays.copyOf(whole, cut));
        assertThatThrownBy(source("rows")::plan)
            .as("cut at %d of %d", cut, whole.length)
            .isInstanceOfSatisfying(
                Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_DAMAGED))
            .hasMessageStartingWith("rows is packed by " + packing.id());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void aFileWithSomethingElseAtItsEndIsRefused(Packing packing) throws Exception {
    Files.write(
        folder.resolve("rows"),
        join(pack(packing, csv(0, 20)), "rubbish".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(source("rows")::plan)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_DAMAGED));
  }

  @Test
  void aDamagedFileIsRefused() throws Exception {
    byte[] packed = Packed.gzip(csv(0, 500));
    packed[packed.length - 6] ^= 1;
    Files.write(folder.resolve("rows"), packed);

    assertThatThrownBy(source("rows")::plan).hasMessageContaining("check sum");
  }

  @Test
  void zerosThatFillABlockAreNothing() throws Exception {
    Files.write(folder.resolve("rows"), join(Packed.gzip(csv(0, 5)), new byte[100]));

    assertThat(keys(Readings.of(source("rows")))).isEqualTo(numbers(5));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void aReaderGoesOnInside(Packing packing) throws Exception {
    Files.write(folder.resolve("rows"), pack(packing, csv(0, ROWS)));
    Source source = source("rows");
    Plan plan = source.plan();
    Position inside;
    try (SplitReader reader = source.read(plan.splits().getFirst(), Position.START)) {
      assertThat(reader.read(1234)).hasSize(1234);
      inside = reader.position();
    }

    List<Reading> rest = Readings.of(source("rows"), plan.splits().getFirst(), inside);

    assertThat(keys(rest)).isEqualTo(numbers(ROWS).subList(1234, ROWS));
    assertThat(rest.getFirst().id().ordinal()).isEqualTo(1234);
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void aReaderThatIsGivenUpTakesNothingFromTheNext(Packing packing) throws Exception {
    byte[] rows = csv(0, ROWS);
    Path file = Files.write(folder.resolve("rows"), pack(packing, rows));

    try (Content content = new LocalFile("rows", file).open(TextEncoding.of("utf-8"))) {
      ReadableByteChannel givenUp = content.from(0);
      givenUp.read(ByteBuffer.allocate(100));
      ReadableByteChannel next = content.from(0);
      givenUp.close();

      assertThat(Channels.newInputStream(next).readAllBytes()).isEqualTo(rows);
    }
  }

  @Test
  void aFilePackedTwiceIsNamed() throws Exception {
    Files.write(folder.resolve("rows"), Packed.gzip(Packed.gzip(csv(0, 5))));

    assertThatThrownBy(source("rows")::plan)
        .hasMessage("rows seems to be packed by gzip twice: unpack it once");
  }

  private Source source(String name) {
    return SourceYaml.in(folder, "csv: " + name + "\nkey: id");
  }

  private static byte[] pack(Packing packing, byte[] bytes) throws IOException {
    return packing == Packing.GZIP ? Packed.gzip(bytes) : Zstd.compress(bytes);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static byte[] csv(int from, int to) {
    return ("id,t\n"
            + IntStream.range(from, to)
                .mapToObj(i -> i + ",text of " + i * 7919L % 10_007 + "\n")
                .collect(Collectors.joining()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] row(int number) {
    return (number + ",x\n").getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> numbers(int to) {
    return IntStream.range(0, to).mapToObj(Integer::toString).toList();
  }

  private static List<String> keys(List<Reading> readings) {
    return readings.stream()
        .map(reading -> ((Reading.Read) reading).record().key().text())
        .toList();
  }
}
