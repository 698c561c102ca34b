package io.godwit.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whether all of a source is read. */
class FullOptionTest {

  @Test
  void itIsTypedOrNot() {
    assertThat(CommandLine.populateCommand(new FullOption(), "--full").isFull()).isTrue();
    assertThat(CommandLine.populateCommand(new FullOption()).isFull()).isFalse();
  }
}
