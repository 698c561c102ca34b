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
    assertThat(after(100, 4096)).isEqualTo(256);
    assertThat(after(100, 8 << 20)).isEqualTo(1);
    assertThat(after(100, 0)).isEqualTo(1000);
  }

  @Test
  void itIsSmallUntilRowsAreKnown() {
    assertThat(after(0, 0)).isEqualTo(10);
    assertThat(after(9, 10)).isEqualTo(10);
    assertThat(after(10, 10)).isEqualTo(1000);
  }

  @Test
  void oneLargeRowIsASignOfOthers() {
    FetchSize size = new FetchSize();
    for (int i = 0; i < 100_000; i++) {
      size.read(10);
    }
    size.read(1 << 20);
    assertThat(size.now()).isEqualTo(8);
  }
}
