package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BufferTest {

  private static final int MB = 1 << 20;

  private final Buffer buffer = new Buffer();

  private static ConsumerRecord<byte[], byte[]> record(long offset, int size, Header... headers) {
    return new ConsumerRecord<>(
        "work",
        0,
        offset,
        0,
        TimestampType.CREATE_TIME,
        1,
        size,
        new byte[1],
        new byte[size],
        new RecordHeaders(headers),
        Optional.empty());
  }

  private List<Long> taken(int most, long bytes) {
    return buffer.take(most, bytes).stream().map(ConsumerRecord::offset).toList();
  }

  @Test
  void aBatchIsBoundedByRecordsAndByBytes() {
    for (int i = 0; i < 5; i++) {
      buffer.add(record(i, MB));
    }
    assertThat(taken(2, 100 * MB)).containsExactly(0L, 1L);
    assertThat(taken(10, 2 * MB + 5000)).containsExactly(2L, 3L);
    assertThat(taken(10, 10)).as("one record always").containsExactly(4L);
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.bytes()).isZero();
  }

  @Test
  void smallRecordsCostMoreThanTheirBytes() {
    buffer.add(record(0, 10));
    assertThat(buffer.bytes()).isBetween(300L, 1000L);
  }

  @Test
  void unreadHeadersDoNotHoldTheMessageAsItCame() {
    ByteBuffer name = ByteBuffer.wrap("id".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer message = ByteBuffer.allocate(MB).limit(3);
    RecordHeader header = new RecordHeader(name, message);
    Buffer.unpack(record(0, 1, header));
    message.put(0, (byte) 7);
    assertThat(header.value()).as("a copy, made before").containsExactly(0, 0, 0);
  }
}
