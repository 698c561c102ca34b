package io.godwit.jdbc.sql.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FetchSizeTest {

  private static int after(int rows, int bytes) {
    FetchSize size = new FetchSize();
    for (int i = 0; i < rows; i++) {
      size.read(bytes);
    }
    return size.now();
  }

  @Test
  void itIsAsManyRowsAsMakeAMegabyte() {
    assertThat(after(100, 1024)).isEqualTo(1024);
    assertThat(after(100, 8 << 20)).isEqualTo(1);
    assertThat(after(100, 0)).isEqualTo(10_000);
  }

  @Test
  void itIsSmallUntilRowsAreKnown() {
    assertThat(after(0, 0)).isEqualTo(50);
    assertThat(after(49, 10)).isEqualTo(50);
    assertThat(after(50, 1024)).isEqualTo(1024);
  }
}
