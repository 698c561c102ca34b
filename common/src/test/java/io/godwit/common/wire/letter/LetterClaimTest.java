package io.godwit.common.wire.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.wire.Lineage;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Json;
import io.godwit.common.wire.run.ReplayOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What a replay takes, and what is meant by those who type one. */
class LetterClaimTest {

  private static final LetterClaim CLAIM =
      new LetterClaim(
          "r2",
          "r1",
          "r1",
          2,
          7,
          "a \"file\".csv",
          List.of(
              new LetterClaim.Letter(3, 1L << 40, new RecordId(0, 5), LetterClaim.Way.FIELDS),
              new LetterClaim.Letter(0, 9, new RecordId(2, 1L << 33), LetterClaim.Way.SOURCE),
              new LetterClaim.Letter(1, 0, new RecordId(4, 0), LetterClaim.Way.SUPERSEDED)));

  private static ConsumerRecord<byte[], byte[]> consumed(
      ProducerRecord<byte[], byte[]> sent, byte[] value) {
    return new ConsumerRecord<>(
        sent.topic(),
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        sent.key(),
        value,
        sent.headers(),
        Optional.empty());
  }

  @Test
  void aClaimIsReadAsItWasWritten() {
    ProducerRecord<byte[], byte[]> message = CLAIM.message("failed");

    assertThat(message.partition()).as("that of its first letter").isEqualTo(3);
    assertThat(LetterClaim.read(consumed(message, message.value()))).contains(CLAIM);
    assertThat(DeadLetters.read(consumed(message, message.value()))).as("a letter").isEmpty();
  }

  @Test
  void whatIsNoClaimIsNoneAndWhatIsBrokenIsSaid() {
    ProducerRecord<byte[], byte[]> message = CLAIM.message("failed");
    ProducerRecord<byte[], byte[]> other = new ProducerRecord<>("failed", message.value());

    assertThat(LetterClaim.read(consumed(other, other.value()))).isEmpty();
    assertThatThrownBy(() -> LetterClaim.read(consumed(message, new byte[] {1, 2})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * A topic takes what anybody sends: a partition of less than 0 was read, and could not be asked.
   */
  @Test
  void numbersThatNoClaimHasAreRefused() {
    assertThatThrownBy(
            () -> new LetterClaim.Letter(-7, 0, new RecordId(0, 0), LetterClaim.Way.FIELDS))
        .hasMessageContaining("-7:0");
    assertThatThrownBy(
            () -> new LetterClaim.Letter(0, -1, new RecordId(0, 0), LetterClaim.Way.FIELDS))
        .hasMessageContaining("0:-1");
    assertThatThrownBy(() -> new LetterClaim("r2", "r1", "r1", 0, 0, "u", CLAIM.letters()))
        .hasMessageContaining("not 0 and 0");
    assertThatThrownBy(() -> new LetterClaim("r2", "r1", "r1", 2, -1, "u", CLAIM.letters()))
        .hasMessageContaining("not 2 and -1");
  }

  @Test
  void aRecordThatWasReplayedKnowsItsRootInPlainText() {
    RecordHeaders headers = new RecordHeaders();
    new Lineage("r1", 1).next().into(headers);

    assertThat(new String(headers.lastHeader("attempt").value(), StandardCharsets.UTF_8))
        .isEqualTo("2");
    assertThat(Lineage.of(headers, "r2")).isEqualTo(new Lineage("r1", 2));
    assertThat(Lineage.ofPack(new RecordHeaders(), "r2")).isEmpty();
    headers.add(new RecordHeader("attempt", "-3; drop".getBytes(StandardCharsets.UTF_8)));
    assertThat(Lineage.of(headers, "r2").attempt()).isEqualTo(1);
    assertThatThrownBy(() -> new Lineage("r1", 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static final DeadLetter LETTER =
      new DeadLetter(
          "r1",
          new RecordId(1, 2),
          Optional.of("5"),
          new Origin("f", 3),
          new Failure(ErrorCode.VALUE_TYPE, "no", "age"),
          Optional.empty(),
          Lineage.ofRoot("r1"));

  private static boolean takes(LetterFilter filter, long failedAt) {
    return filter
        .asOf(Instant.parse("2026-11-28T12:00:00Z").toEpochMilli())
        .takes(LETTER, 1, failedAt);
  }

  private static LetterFilter filter(
      String errorClass, String code, String column, int split, String key) {
    return new LetterFilter(
        Optional.of(errorClass),
        Optional.of(code),
        Optional.of(column),
        Optional.of(split),
        Optional.of(key),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aFilterTakesWhatAllOfItsPartsTake() {
    assertThat(takes(LetterFilter.ALL, 0)).isTrue();
    assertThat(takes(filter("type", "value-type", "age", 1, "5"), 0)).isTrue();
    assertThat(takes(filter("key", "value-type", "age", 1, "5"), 0)).isFalse();
    assertThat(takes(filter("type", "value-unsupported", "age", 1, "5"), 0)).isFalse();
    assertThat(takes(filter("type", "value-type", "Age", 1, "5"), 0)).isFalse();
    assertThat(takes(filter("type", "value-type", "age", 2, "5"), 0)).isFalse();
    assertThat(takes(filter("type", "value-type", "age", 1, "05"), 0)).isFalse();
  }

  private static LetterFilter since(String since) {
    return new LetterFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(since),
        Optional.empty());
  }

  @Test
  void sinceIsAMomentOrASpanBeforeTheReplay() {
    long eleven = Instant.parse("2026-11-28T11:00:00Z").toEpochMilli();
    for (String text : List.of("2026-11-28T11:00:00Z", "1h", "60m", "3600s")) {
      assertThat(takes(since(text), eleven)).as(text).isTrue();
      assertThat(takes(since(text), eleven - 1)).as(text).isFalse();
    }
    assertThat(takes(since("1d"), eleven)).isTrue();
    assertThatThrownBy(() -> since("yesterday").asOf(0)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void theOrderOfAReplayTravelsInTheEntryOfItsRun() {
    ReplayOrder order = new ReplayOrder("r1", since("2h"), true);
    JobEntry entry = new JobEntry("people", "r2", "", "", 5).replaying(order);

    JobEntry read = Json.read(Json.write(entry), JobEntry.class);
    assertThat(read.replay()).contains(order);
    assertThat(read.root()).isEqualTo("r1");
    String older =
        "{\"job\":\"people\",\"run\":\"r1\",\"definition\":\"\",\"base\":\"\",\"startedAt\":5,"
            + "\"holder\":null,\"published\":true,\"reported\":true}";
    JobEntry root = Json.read(older.getBytes(StandardCharsets.UTF_8), JobEntry.class);
    assertThat(root.replay()).isEmpty();
    assertThat(root.root()).isEqualTo("r1");
  }
}
