package io.godwit.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.cbor.DocumentDecoder;
import io.godwit.common.wire.cbor.DocumentEncoder;
import io.godwit.common.wire.letter.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkMessagesTest {

  private static final DataRecord RECORD =
      new DataRecord(
          new RecordId(3, 1L << 40),
          new Key("a\\/b/c"),
          new Origin("dir/file.csv", 12),
          Document.of("n", new Value.Int32(1)));

  private final WorkReader reader = new WorkReader();

  private WorkPack pack(ProducerRecord<byte[], byte[]> sent) {
    return reader.read(consumed(sent)).orElseThrow();
  }

  private WorkRecord work() {
    return new PackDecoder().open(pack(message())).getFirst();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ConsumerRecord<byte[], byte[]> consumed(ProducerRecord<byte[], byte[]> sent) {
    return consumed(sent.key(), sent.value(), sent.headers());
  }

  private static ConsumerRecord<byte[], byte[]> consumed(
      byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return new ConsumerRecord<>(
        "t", 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
  }

  private static ProducerRecord<byte[], byte[]> message() {
    WorkPacker packer = new WorkPacker("t", "run", 1, Placement.bySourceKey());
    packer.add(RECORD, 1000);
    return packer.take().getFirst();
  }

  @Test
  void aPackIsLabelledByItsFirstRecord() {
    WorkPack pack = pack(message());
    assertThat(pack.run()).isEqualTo("run");
    assertThat(pack.first()).isEqualTo(RECORD.id());
    assertThat(pack.origin()).isEqualTo(RECORD.origin());
  }

  @Test
  void aPackNamesItsUnit() {
    assertThat(pack(message()).origin().unit()).isEqualTo("dir/file.csv");
  }

  /** Whose a message is must be known of all, since those of a run given up are passed over. */
  @ParameterizedTest
  @CsvSource({"'', 1", "'5 ', 5", "'1234567890 ', 1234567890"})
  void theLabelOfAnyVersionIsRead(String before, int version) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(WorkMessages.LABEL, utf8(before + "run/3/4 application/x a b.csv:5"));
    WorkPack pack = reader.read(consumed(null, utf8("?"), headers)).orElseThrow();
    assertThat(pack.version()).isEqualTo(version);
    assertThat(pack.isReadable()).isFalse();
    assertThat(pack.run()).isEqualTo("run");
    assertThat(pack.first()).isEqualTo(new RecordId(3, 4));
    assertThat(pack.origin()).isEqualTo(new Origin("a b.csv", 5));
    assertThat(pack.count()).isEqualTo(1);
  }

  @Test
  void theVersionOfAPackTakesTwoBytes() {
    String label = new String(WorkMessages.bytes(message().headers(), WorkMessages.LABEL), UTF_8);
    assertThat(label).isEqualTo("4 run/3/1099511627776 application/cbor dir/file.csv:12");
    assertThat(pack(message()).isReadable()).isTrue();
  }

  @Test
  void aDeadLetterOfAnotherVersionIsNotGuessedAt() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(WorkMessages.LABEL, utf8("5 run/3/4 application/x a.csv:5"));
    assertThatThrownBy(() -> DeadLetters.read(consumed(null, utf8("?"), headers)))
        .isInstanceOfSatisfying(
            OtherVersion.class, other -> assertThat(other.run()).isEqualTo("run"));
  }

  @Test
  void aLaterAttemptIsRead() {
    Headers headers = message().headers();
    headers.add("attempt", utf8("12"));
    assertThat(DeadLetters.read(consumed(null, null, headers)).orElseThrow().attempt())
        .isEqualTo(12);
    headers.add("attempt", utf8("-1"));
    assertThat(DeadLetters.read(consumed(null, null, headers)).orElseThrow().attempt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "run",
        "run/1",
        "/1/2",
        "run//2",
        "run/1/",
        "run/-1/2",
        "run/1/-2",
        "run/x/2",
        "run/1/x",
        "run/+1/2",
        "run/ 1/2",
        "run/2147483648/0",
        "run/٣/2",
        "run/99999999999999999999/0",
        "run/0/99999999999999999999",
        "run/0/9223372036854775808"
      })
  void aHostileIdIsNobodys(@Nullable String id) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(WorkMessages.LABEL, id == null ? null : utf8("4 " + id + " text/plain f:1"));
    assertThat(reader.identity(headers)).isEmpty();
  }

  @Test
  void noValueOrNoLabelIsNobodys() {
    Headers headers = message().headers();
    byte[] some = utf8("x");
    assertThat(reader.read(consumed(some, some, headers))).isPresent();
    assertThat(reader.read(consumed(null, some, headers))).isPresent();
    assertThat(reader.read(consumed(some, null, headers))).isEmpty();
    assertThat(reader.read(consumed(some, some, new RecordHeaders()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a:1, a, 1",
    "a:b:7, a:b, 7",
    "a, a, 0",
    "a:, a:, 0",
    "a:x, a:x, 0",
    ":5, '', 5",
    "a b: c:9, 'a b: c', 9",
    "a:99999999999999999999, a:99999999999999999999, 0",
    "a:-1, a:-1, 0"
  })
  void anyOriginIsRead(String text, String unit, long line) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(WorkMessages.LABEL, utf8("4 run/0/0 text/plain " + text));
    assertThat(reader.origin(headers)).isEqualTo(new Origin(unit, line));
  }

  @Test
  void garbageIsRefusedInOneWay() {
    byte[] good = new DocumentEncoder().encode(RECORD.fields());
    Random random = new Random(Long.getLong("godwit.seed", 0) + 7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      try {
        assertThat(new DocumentDecoder().decode(bad)).isNotNull();
      } catch (IllegalArgumentException expected) {
        assertThat(expected).hasMessageContaining("work record");
      }
    }
    assertThatThrownBy(() -> new DocumentDecoder().decode(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDeadLetterIsTheRecordAndTheReason() {
    Failure failure = new Failure(ErrorCode.TARGET_NULL, "name must not be null", "name");
    ProducerRecord<byte[], byte[]> letter =
        DeadLetters.ofWork("failed", "run", work(), failure, Optional.of("2-cast"));
    assertThat(new DocumentDecoder().decode(letter.value())).isEqualTo(RECORD.fields());
    assertThat(letter.key()).isEqualTo(utf8(RECORD.key().text()));
    assertThat(DeadLetters.read(consumed(letter)))
        .contains(
            new DeadLetters.DeadLetter(
                "run",
                RECORD.id(),
                Optional.of(RECORD.key().text()),
                RECORD.origin(),
                failure,
                Optional.of("2-cast"),
                Lineage.ofRoot("run")));
  }

  @Test
  void runAndUnitAreSharedAndNeverMixedUp() {
    WorkPack first = pack(message());
    assertThat(pack(message()).run()).isSameAs(first.run());
    assertThat(pack(message()).origin().unit()).isSameAs(first.origin().unit());
    RecordHeaders other = new RecordHeaders();
    other.add(WorkMessages.LABEL, utf8("4 ru/3/4 text/plain dir/file.cs:1"));
    assertThat(reader.identity(other).orElseThrow().run()).isEqualTo("ru");
    assertThat(reader.origin(other).unit()).isEqualTo("dir/file.cs");
  }

  @Test
  void aDeadLetterOfTheSourceMayHaveNoKey() {
    Failure failure = new Failure(ErrorCode.CSV_UNCLOSED_QUOTE, "no end");
    ProducerRecord<byte[], byte[]> letter =
        DeadLetters.ofSource(
            "failed",
            "run",
            RECORD.id(),
            Optional.empty(),
            RECORD.origin(),
            utf8("\"a,b"),
            failure);
    assertThat(letter.headers())
        .as("label, code, class, message, origin, run, root, attempt")
        .hasSize(8);
    assertThat(DeadLetters.read(consumed(letter)).orElseThrow())
        .isEqualTo(
            new DeadLetters.DeadLetter(
                "run",
                RECORD.id(),
                Optional.empty(),
                RECORD.origin(),
                failure,
                Optional.empty(),
                Lineage.ofRoot("run")));
  }

  @Test
  void aHostileDeadLetterIsStillAFailure() {
    Headers headers = message().headers();
    headers.add("error.code", utf8(ErrorCode.INTERNAL.id()));
    headers.add("error.message", null);
    DeadLetters.DeadLetter read = DeadLetters.read(consumed(null, null, headers)).orElseThrow();
    assertThat(read.failure()).isEqualTo(new Failure(ErrorCode.TARGET_REFUSED, ""));
  }

  @Test
  void aReasonThatQuotesTheRecordDoesNotOutgrowTheTopic() {
    Failure failure = new Failure(ErrorCode.TARGET_REFUSED, "no: " + "x".repeat(1 << 20));
    ProducerRecord<byte[], byte[]> letter =
        DeadLetters.ofWork("failed", "run", work(), failure, Optional.of("2-cast"));
    assertThat(letter.headers().lastHeader("error.message").value()).hasSizeLessThan(5000);
  }
}
