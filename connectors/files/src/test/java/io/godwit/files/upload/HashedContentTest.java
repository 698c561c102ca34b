package io.godwit.files.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.store.ObjectContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A hash of bytes as they go by. */
class HashedContentTest {

  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private final AtomicInteger opened = new AtomicInteger();

  private final HashedContent content =
      new HashedContent(
          new ObjectContent() {
            @Override
            public long size() {
              return 3;
            }

            @Override
            public InputStream open(long from) {
              opened.incrementAndGet();
              byte[] bytes = "abc".getBytes(StandardCharsets.US_ASCII);
              return new ByteArrayInputStream(bytes, (int) from, 3);
            }
          });

  @Test
  void whatWentByIsNotReadAgain() throws IOException {
    try (InputStream in = content.open(0)) {
      assertThat(in.skip(2)).isZero();
      assertThat(in.read()).isEqualTo('a');
      assertThat(in.readAllBytes()).hasSize(2);
    }
    assertThat(content.hash().hex()).isEqualTo(OF_ABC);
    assertThat(opened).hasValue(1);
  }

  @Test
  void whatWentByInPartIsReadForIt() throws IOException {
    try (InputStream in = content.open(0);
        InputStream later = content.open(1)) {
      in.read();
      later.readAllBytes();
    }
    assertThat(content.hash().hex()).isEqualTo(OF_ABC);
    assertThat(opened).hasValue(3);
  }
}
