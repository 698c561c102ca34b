package io.godwit.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.Trouble;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

final class OpenReadsTest {

  @Test
  void whatIsReadEndsWithTheStore() throws Exception {
    OpenReads reads = new OpenReads("the store");
    reads.requireOpen();
    InputStream in = reads.guarded("x", new ByteArrayInputStream(new byte[] {1, -1, 3}));
    assertThat(in.read()).isEqualTo(1);
    assertThat(in.read()).isEqualTo(255);
    reads.close();
    assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("'x'");
    assertThatThrownBy(reads::requireOpen).isInstanceOf(Trouble.class);
  }

  @Test
  void whatALibraryThrowsIsARead() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("cut");
          }
        };
    InputStream in = new OpenReads("the store").guarded("x", failing);
    assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("cut");
    assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
  }
}
